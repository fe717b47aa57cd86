import Testing

@testable import Experiments

@Suite("Metrics")
struct MetricTests {
    private func outcome(_ rows: [[Double]], taskCount: Int? = nil) -> Outcome {
        let matrix = TaskMatrix(taskCount: taskCount ?? rows[0].count, rows: rows)
        return Outcome(accuracy: matrix, loss: matrix, operations: 0)
    }

    /// The matrix whose metrics are published with the design; the initial row first.
    private let golden = [[0.1, 0.1, 0.1], [0.95, 0.20, 0.10], [0.97, 0.93, 0.15], [0.90, 0.94, 0.92]]

    /// Learning the second task spoils it less than learning it helps the first: R[1][2] > R[2][2].
    private let transferring = [[0.2, 0.3], [0.8, 0.75], [0.6, 0.7]]

    private func expect(_ metric: Metric, of outcome: Outcome, joint: Outcome? = nil, is expected: Double?) {
        let value = outcome.value(of: metric, joint: joint)
        switch (value, expected) {
        case (nil, nil): break
        case (let value?, let expected?): #expect(abs(value - expected) < 1e-12, "\(metric): \(value)")
        default: Issue.record("\(metric): \(String(describing: value)) instead of \(String(describing: expected))")
        }
    }

    @Test("the golden matrix has the metrics that were worked out by hand")
    func goldenMatrix() {
        var outcome = outcome(golden)
        outcome.negativeFlips = .init(count: 3, total: 60)
        expect(.averageAccuracy, of: outcome, is: (0.90 + 0.94 + 0.92) / 3)
        expect(.backwardTransfer, of: outcome, is: ((0.90 - 0.95) + (0.94 - 0.93)) / 2)
        expect(.forwardTransfer, of: outcome, is: ((0.20 - 0.1) + (0.15 - 0.1)) / 2)
        expect(.forgetting, of: outcome, is: ((0.97 - 0.90) + (0.93 - 0.94)) / 2)
        expect(.forgettingNonnegative, of: outcome, is: ((0.97 - 0.90) + (0.94 - 0.94)) / 2)
        expect(.learningAccuracy, of: outcome, is: (0.95 + 0.93 + 0.92) / 3)
        expect(.anytimeAccuracy, of: outcome, is: (0.95 + (0.97 + 0.93) / 2 + (0.90 + 0.94 + 0.92) / 3) / 3)
        expect(.minAccuracy, of: outcome, is: (0.90 + 0.94) / 2)
        expect(.worstCaseAccuracy, of: outcome, is: 0.92 / 3 + 2.0 / 3 * 0.92)
        expect(.diazAccuracy, of: outcome, is: (0.95 + 0.97 + 0.93 + 0.90 + 0.94 + 0.92) / 6)
        expect(.diazBackwardTransfer, of: outcome, is: ((0.97 - 0.95) + (0.90 - 0.95) + (0.94 - 0.93)) / 3)
        expect(.remembering, of: outcome, is: 1 - 0.02 / 3)
        expect(.negativeFlipRate, of: outcome, is: 0.05)
        expect(.intransigence, of: outcome, is: nil)
    }

    @Test("the golden matrix has the published metrics to four decimals")
    func goldenDecimals() {
        let published: [(Metric, Double)] = [
            (.averageAccuracy, 0.9200), (.backwardTransfer, -0.0200), (.forwardTransfer, 0.0750),
            (.forgetting, 0.0300), (.forgettingNonnegative, 0.0350), (.learningAccuracy, 0.9333),
            (.diazAccuracy, 0.9350), (.diazBackwardTransfer, -0.0067),
        ]
        for (metric, value) in published {
            #expect(abs((outcome(golden).value(of: metric) ?? .nan) - value) < 0.00005, "\(metric)")
        }
    }

    @Test("a matrix with R[1][2] above R[2][2] has the metrics that were worked out by hand")
    func transferringMatrix() {
        let outcome = outcome(transferring)
        expect(.averageAccuracy, of: outcome, is: 0.65)
        expect(.backwardTransfer, of: outcome, is: -0.2)
        expect(.forwardTransfer, of: outcome, is: 0.45)
        expect(.forgetting, of: outcome, is: 0.2)
        expect(.forgettingNonnegative, of: outcome, is: 0.2)
        expect(.learningAccuracy, of: outcome, is: 0.75)
        expect(.anytimeAccuracy, of: outcome, is: (0.8 + 0.65) / 2)
        expect(.minAccuracy, of: outcome, is: 0.6)
        expect(.worstCaseAccuracy, of: outcome, is: 0.65)
        expect(.diazAccuracy, of: outcome, is: 0.7)
        expect(.diazBackwardTransfer, of: outcome, is: -0.2)
        expect(.remembering, of: outcome, is: 0.8)
    }

    @Test("the best row may come before a task is learned, and the last row never counts for forgetting")
    func maximumOverRows() {
        // Task 2 is best known before it is learned; task 1 is best known at the very end.
        let outcome = outcome([[0, 0, 0], [0.5, 0.9, 0.1], [0.4, 0.6, 0.2], [0.7, 0.5, 0.8]])
        expect(.forgetting, of: outcome, is: ((0.5 - 0.7) + (0.9 - 0.5)) / 2)
        expect(.forgettingNonnegative, of: outcome, is: (0 + (0.9 - 0.5)) / 2)
        expect(.minAccuracy, of: outcome, is: (0.4 + 0.5) / 2)
        expect(.remembering, of: outcome, is: 1)
    }

    @Test("one task leaves every metric of transfer undefined")
    func oneTask() {
        let outcome = outcome([[0.1], [0.8]])
        let defined: [Metric] = [.averageAccuracy, .learningAccuracy, .anytimeAccuracy, .diazAccuracy]
        for metric in Metric.allCases {
            expect(metric, of: outcome, is: defined.contains(metric) ? 0.8 : nil)
        }
    }

    @Test("a diverged job has no metric, and none comes of a matrix with rows missing")
    func diverged() {
        var diverged = outcome(golden)
        diverged.divergence = .init(position: 3, step: 17)
        let incomplete = outcome(Array(golden.prefix(2)), taskCount: 3)
        for metric in Metric.allCases {
            expect(metric, of: diverged, joint: outcome(golden), is: nil)
            expect(metric, of: incomplete, joint: outcome(golden), is: nil)
        }
    }

    @Test("intransigence is measured against a joint job that ended well, else not at all")
    func intransigence() {
        let outcome = outcome(golden)
        var joint = self.outcome([[0.1, 0.1, 0.1], [0.96, 0.2, 0.1], [0.95, 0.95, 0.1], [0.94, 0.95, 0.97]])
        expect(.intransigence, of: outcome, joint: joint, is: (0.01 + 0.02 + 0.05) / 3)
        expect(.intransigence, of: outcome, joint: outcome, is: 0)
        expect(.intransigence, of: outcome, joint: self.outcome(transferring), is: nil)
        joint.divergence = .init(position: 1, step: 1)
        expect(.intransigence, of: outcome, joint: joint, is: nil)
    }

    @Test("the digest of an outcome changes with any bit of it")
    func digest() {
        let outcome = outcome(golden)
        var others = [outcome, outcome, outcome, outcome, outcome]
        others[1].negativeFlips = .init(count: 0, total: 1)
        others[2].divergence = .init(position: 1, step: 1)
        others[3].operations = 1
        var rows = golden
        rows[3][2] = rows[3][2].nextUp
        others[4].loss = TaskMatrix(taskCount: 3, rows: rows)
        #expect(Set(others.map(\.digest)).count == 5)
    }
}
