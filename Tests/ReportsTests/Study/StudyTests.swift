import Experiments
import Ledger
import Statistics
import Testing

@testable import Reports

/// A complete outcome whose every metric follows from two numbers: tasks are learned to `learned` and end at `kept`.
private func outcome(learned: Double, kept: Double, operations: Int = 1000) -> Outcome {
    let matrix = TaskMatrix(taskCount: 2, rows: [[0.5, 0.5], [learned, 0.5], [kept, learned]])
    return Outcome(accuracy: matrix, loss: matrix, operations: operations)
}

@Suite("Studies")
struct StudyTests {
    private let rates = axis("learning_rate", [.number(0.1), .number(0.2)])
    private let orders = axis("ordering", ["0-1", "1-0"].compactMap { Ordering($0) }.map { .ordering($0) })

    @Test("jobs are counted by status; only done ones have numbers")
    func counts() throws {
        let study = try FakeStudies.troubled()
        #expect(study.count(.done) == 94)
        #expect(study.count(.diverged) == 24)
        #expect(study.count(.failed) == 1)
        #expect(study.count(.open) == 1)
        #expect(study.quantiles(.accuracy)?.sorted.count == 94)
        #expect(study.accuracy.jobCount == 94)
        #expect(study.metrics[.forgetting]?.count == 94)
        #expect(study.divergences.count == 24)
        #expect(study.failures.first?.cell == 5)
    }

    @Test("settings are ranked by the mean over orderings and seeds, which are their repeats")
    func settings() throws {
        let kept = [0.6, 0.8, 0.5, 0.7]
        let study = try study(axes: [rates, orders], taskCount: 2) { cell, _ in
            JobResult(status: .done, outcome: outcome(learned: 0.9, kept: kept[cell]))
        }
        let settings = study.rankedSettings(in: study.conditions[0])
        #expect(settings.map(\.index) == [0, 1])
        #expect(abs(settings[0].accuracy.mean - 0.8) < 1e-12)
        #expect(study.cells(of: settings[1], in: study.conditions[0]) == [2, 3])
        #expect(study.choiceWords == "chosen on test data")
        #expect(study.words(of: settings[0]) == "learning rate 0.1")
        #expect(study.best?.cell == 1)
        #expect(study.worst?.cell == 2)
        #expect(study.samples.map(\.accuracy.jobCount) == [2, 2])
        #expect(abs(study.samples[0].accuracy[2, 1].mean - 0.7) < 1e-12)
    }

    @Test("the effect of an ordering is its deviation within blocks, whatever the blocks differ in")
    func orderings() throws {
        // Block means of final accuracy 0.75 and 0.45; the second ordering is 0.1 and 0.2 better than the first.
        let kept = [0.5, 0.7, 0.0, 0.4]
        let study = try study(axes: [rates, orders], taskCount: 2) { cell, _ in
            JobResult(status: .done, outcome: outcome(learned: cell < 2 ? 0.9 : 0.7, kept: kept[cell]))
        }
        let effects = try #require(study.orderingEffects(on: .accuracy))
        #expect(effects.ranked.map(\.ordering.description) == ["1-0", "0-1"])
        #expect(abs(effects.ranked[0].deviation.mean - 0.075) < 1e-12)
        #expect(abs(effects.ranked[1].deviation.mean + 0.075) < 1e-12)
        #expect(effects.blockCount == 2)
        #expect(abs(try #require(effects.precedence(of: 0, before: 1)) + 0.15) < 1e-12)
        #expect(abs(try #require(effects.precedence(of: 1, before: 0)) - 0.15) < 1e-12)
    }

    @Test("a block with a job without a value is left out whole")
    func incompleteBlock() throws {
        let study = try study(axes: [rates, orders], taskCount: 2) { cell, _ in
            cell == 3 ? nil : JobResult(status: .done, outcome: outcome(learned: 0.9, kept: 0.5 + Double(cell) / 10))
        }
        #expect(study.orderingEffects(on: .accuracy)?.blockCount == 1)
    }

    @Test("intransigence compares with the joint job of the same cell")
    func intransigence() throws {
        let strategies = axis("strategy", [.variant(Variant("naive")), .variant(Variant("joint"))])
        let study = try study(axes: [rates, strategies], taskCount: 2) { cell, _ in
            JobResult(status: .done, outcome: outcome(learned: [0.7, 0.9, 0.8, 0.95][cell], kept: 0.5))
        }
        let moments = try #require(study.metrics[.intransigence])
        #expect(moments.count == 4)
        #expect(abs(moments.maximum - 0.2) < 1e-12)
        #expect(abs(moments.mean - (0.2 + 0 + 0.15 + 0) / 4) < 1e-12)
    }

    @Test("a matrix of another size than the sweep's is no outcome of it")
    func foreignMatrix() throws {
        let study = try study(axes: [rates], taskCount: 3) { _, _ in
            JobResult(status: .done, outcome: outcome(learned: 0.9, kept: 0.5))
        }
        #expect(study.quantiles(.accuracy) == nil)
    }
}
