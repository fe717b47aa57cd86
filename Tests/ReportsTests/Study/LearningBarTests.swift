import Experiments
import Hashing
import Ledger
import Testing

@testable import Reports

@Suite("What counts as learned")
struct LearningBarTests {
    /// Four classes of 60, 20, 10 and 10 test examples.
    private let data = DatasetSummary(
        name: "uneven",
        digest: .zero,
        height: 1,
        width: 4,
        classCount: 4,
        trainCount: 100,
        testCount: 100,
        classes: [60, 20, 10, 10].map { DatasetClass(name: "\($0)", trainCount: 25, testCount: $0) }
    )

    private func stream(_ kind: TaskKind, _ count: Int) -> Experiment.Stream {
        var stream = Experiment.Stream(dataset: .zero)
        (stream.tasks, stream.count, stream.scenario) = (kind, count, .class)
        return stream
    }

    /// Whether two tasks that stand at these accuracies right after they were learned show that nothing was.
    private func isNothing(_ stream: Experiment.Stream, _ one: Double, _ other: Double, _ order: [Int]) throws -> Bool {
        let accuracy = TaskMatrix(taskCount: 2, rows: [[0, 0], [one, 0.9], [0.9, other]])
        return LearningBar(stream, on: data).isExceededByNone(accuracy, learned: try #require(Ordering(order)))
    }

    @Test("60 of 100 are of one class: 0.6 and two standard errors of 0.04899 are 0.69798")
    func permuted() throws {
        #expect(try isNothing(stream(.permuted, 2), 0.69, 0.6979, [0, 1]))
        #expect(try !isNothing(stream(.permuted, 2), 0.69, 0.698, [0, 1]))
        #expect(try !isNothing(stream(.permuted, 2), 0.698, 0.1, [1, 0]))
    }

    @Test("a split task has a bar of its own: 60 of 80 give 0.84682, 10 of 20 give 0.72361, in whatever order")
    func split() throws {
        #expect(try isNothing(stream(.split, 2), 0.846, 0.723, [0, 1]))
        #expect(try !isNothing(stream(.split, 2), 0.846, 0.724, [0, 1]))
        #expect(try isNothing(stream(.split, 2), 0.723, 0.846, [1, 0]))
        #expect(try !isNothing(stream(.split, 2), 0.723, 0.847, [1, 0]))
    }

    @Test("an even draw of 10 test examples has 6 of the first class")
    func capped() throws {
        var stream = stream(.permuted, 2)
        (stream.testSamples, stream.draw) = (10, .even)
        #expect(try isNothing(stream, 0.909, 0.9, [0, 1]))
        #expect(try !isNothing(stream, 0.911, 0.9, [0, 1]))
    }

    @Test("tasks of one class leave nothing to learn")
    func oneClass() throws {
        var stream = stream(.split, 2)
        stream.classesPerTask = [1, 3]
        // The other three have 20, 10 and 10 examples: 0.5 and two standard errors of 0.07906.
        #expect(try isNothing(stream, 1, 0.658, [0, 1]))
        #expect(try !isNothing(stream, 0, 0.659, [0, 1]))
        (stream.classOrder, stream.classesPerTask) = ([0, 1], [1, 1])
        #expect(try !isNothing(stream, 0, 0, [0, 1]))
    }

    @Test("settings that learned nothing are said at the head of the report")
    func finding() throws {
        let rates = axis("learning_rate", [.number(0.001), .number(0.1)])
        let study = try study(axes: [rates, axis("seed", [.integer(0), .integer(1)])]) { cell, _ in
            let learned = cell < 2 ? 0.11 : 0.9
            return JobResult(
                status: .done,
                outcome: fadingOutcome(taskCount: 5, learned: learned, fade: 0.1, seed: UInt64(cell))
            )
        }
        let first = try #require(Report(study).findings.first)
        #expect(first.key == "learned_nothing")
        #expect(first.text.hasPrefix("Nothing was learned with one setting (learning rate 0.001): on no task"))
        #expect(first.numbers == [.init("jobs", 2), .init("settings", 1)])
        #expect(!Report(try FakeStudies.quickstart()).findings.contains { $0.key == "learned_nothing" })
    }

    @Test("and where no job learned anything, that")
    func nothingAtAll() throws {
        let study = try study(axes: []) { _, _ in
            JobResult(status: .done, outcome: fadingOutcome(taskCount: 5, learned: 0.1, fade: 0, seed: 1))
        }
        #expect(Report(study).findings.first?.text.hasPrefix("Nothing was learned by any job: on no task") == true)
    }
}
