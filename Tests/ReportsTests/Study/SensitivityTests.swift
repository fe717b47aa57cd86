import Experiments
import Ledger
import Statistics
import Testing

@testable import Reports

@Suite("Sensitivity on a balanced part of the grid")
struct SensitivityTests {
    private let rates = axis("learning_rate", [0.1, 0.2, 5].map { .number($0) })
    private let widths = axis("hidden", [16, 32].map { .widths([$0]) })

    private func result(_ accuracy: Double) -> JobResult {
        let matrix = TaskMatrix(taskCount: 1, rows: [[0.1], [accuracy]])
        return JobResult(status: .done, outcome: Outcome(accuracy: matrix, loss: matrix, operations: 1))
    }

    @Test("a level in which jobs diverged is left out and named")
    func omitted() throws {
        // Rates differ by 0.4, widths by 0.2: shares 0.16 and 0.04 of 0.2 without interaction.
        let study = try study(axes: [rates, widths], taskCount: 1) { cell, _ in
            cell >= 4 ? FakeStudies.diverged(cell, taskCount: 1) : result([0.2, 0.4, 0.6, 0.8][cell])
        }
        let sensitivity = try #require(study.sensitivity(of: .accuracy))
        #expect(sensitivity.usedJobs == 4)
        #expect(sensitivity.omissions == [.init(axis: 0, levels: [2])])
        #expect(abs(try #require(sensitivity.share(ofAxis: 0)) - 0.8) < 1e-9)
        #expect(abs(try #require(sensitivity.share(ofAxis: 1)) - 0.2) < 1e-9)
        #expect(sensitivity.noise.source == .highestInteraction)
        #expect(sensitivity.fixedAxes.isEmpty)
    }

    @Test("seeds are repeats, not a factor, wherever their axis stands")
    func seeds() throws {
        let seeds = FakeStudies.seeds(3)
        let study = try study(axes: [seeds, widths], taskCount: 1) { cell, _ in
            result((cell % 2 == 0 ? 0.3 : 0.7) + [0, 0.03, -0.03][cell / 2])
        }
        let sensitivity = try #require(study.sensitivity(of: .accuracy))
        #expect(sensitivity.noise.source == .repeats)
        #expect(sensitivity.factors == [1])
        // 6 * 0.2^2 between, 4 * 0.03^2 within.
        #expect(abs(try #require(sensitivity.share(ofAxis: 1)) - 0.24 / 0.2436) < 1e-9)
    }

    @Test("one axis without repeats has no noise to compare with, so nothing is claimed")
    func noNoise() throws {
        let study = try study(axes: [widths], taskCount: 1) { cell, _ in result(0.3 + Double(cell) / 10) }
        #expect(study.sensitivity(of: .accuracy) == nil)
    }

    @Test("without any value there is no sensitivity")
    func nothing() throws {
        #expect(try FakeStudies.allFailed().sensitivity(of: .accuracy) == nil)
        #expect(try FakeStudies.nothingYet().sensitivity(of: .forgetting) == nil)
    }
}
