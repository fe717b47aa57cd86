import Experiments
import Hashing
import Testing
import Training

@Suite("Experiments that make no sense")
struct ExperimentRulesTests {
    private let images = DatasetSummary(
        name: "images",
        digest: .zero,
        height: 8,
        width: 8,
        classCount: 10,
        trainCount: 100,
        testCount: 50
    )

    private func codes(_ dataset: DatasetSummary? = nil, _ change: (inout Experiment) -> Void) -> [String] {
        var experiment = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 5))
        change(&experiment)
        return ExperimentRules.errors(in: experiment, on: dataset ?? images).map(\.code)
    }

    @Test("what makes sense has no errors")
    func sensible() {
        for kind in TaskKind.allCases {
            for scenario in Scenario.allCases {
                #expect(codes { ($0.stream.tasks, $0.stream.scenario) = (kind, scenario) } == [])
            }
        }
    }

    @Test("split tasks need enough classes, and two for each unless they share a head")
    func split() {
        #expect(codes { ($0.stream.tasks, $0.stream.count) = (.split, 11) } == ["stream.too-many-tasks"])
        #expect(codes { ($0.stream.tasks, $0.stream.count) = (.split, 3) } == [])
        #expect(codes { ($0.stream.tasks, $0.stream.count) = (.split, 6) } == ["stream.one-class"])
        #expect(codes { ($0.stream.tasks, $0.stream.count) = (.split, 10) } == ["stream.one-class"])
        #expect(
            codes { ($0.stream.tasks, $0.stream.count, $0.stream.scenario) = (.split, 10, .task) } == [
                "stream.one-class"
            ]
        )
        #expect(codes { ($0.stream.tasks, $0.stream.count, $0.stream.scenario) = (.split, 10, .class) } == [])
    }

    @Test("only images can be rotated, by an angle that makes tasks differ")
    func rotated() {
        var table = images
        (table.height, table.width) = (1, 64)
        #expect(codes(table) { $0.stream.tasks = .rotated } == ["stream.not-images"])
        #expect(codes { ($0.stream.tasks, $0.stream.maxAngle) = (.rotated, 0) } == ["stream.same-tasks"])
        #expect(codes { ($0.stream.tasks, $0.stream.maxAngle) = (.rotated, 360) } == [])
        #expect(
            codes { ($0.stream.tasks, $0.stream.maxAngle, $0.stream.scenario) = (.rotated, 360, .class) }
                == ["stream.same-tasks"]
        )
    }

    @Test("permutations need pixels, keys have room for so many tasks, and one class teaches nothing")
    func others() {
        var two = images
        (two.height, two.width) = (1, 2)
        #expect(codes(two) { $0.stream.count = 3 } == ["stream.too-few-pixels"])
        #expect(codes { $0.stream.count = 5000 } == ["stream.too-many-tasks"])
        var one = images
        one.classCount = 1
        #expect(codes(one) { _ in } == ["stream.one-class"])
    }

    @Test("no task may end up without examples")
    func emptyTasks() {
        #expect(codes { ($0.stream.trainSamples, $0.stream.validation) = (1, 0.9) } == ["stream.empty-task"])
        var small = images
        small.testCount = 4
        #expect(codes(small) { $0.stream.tasks = .split }.allSatisfy { $0 == "stream.empty-task" })
        #expect(!codes(small) { $0.stream.tasks = .split }.isEmpty)
    }

    @Test("a class that has no training examples is named where nothing else is in its task")
    func missingClass() throws {
        var data = images
        data.classes = (0..<10).map {
            DatasetClass(name: "c\($0)", trainCount: $0 == 9 ? 0 : 11, testCount: $0 == 0 ? 0 : 5)
        }
        var experiment = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 10))
        (experiment.stream.tasks, experiment.stream.count, experiment.stream.scenario) = (.split, 10, .class)
        let errors = ExperimentRules.errors(in: experiment, on: data)
        #expect(errors.map(\.code) == ["stream.empty-task", "stream.empty-task"])
        #expect(errors.first?.message.hasPrefix("task 0 (class `c0`) has no test examples: `images` has 11") == true)
        #expect(errors.last?.message.hasPrefix("task 9 (class `c9`) has no training examples: `images` has 5") == true)
        experiment.stream.count = 5
        experiment.ordering = Ordering(naturalOf: 5)
        #expect(ExperimentRules.errors(in: experiment, on: data) == [])
    }

    @Test("a validation share of nobody is refused")
    func nothingHeldOut() {
        #expect(codes { $0.stream.validation = 0.004 } == ["stream.nothing-held-out"])
        #expect(codes { $0.stream.validation = 0.006 } == [])
        #expect(codes { ($0.stream.trainSamples, $0.stream.validation) = (10, 0.04) } == ["stream.nothing-held-out"])
    }

    @Test("groups of classes fit the stream and the data, and belong to split tasks")
    func groups() {
        let sizes = { (sizes: [Int]) in
            self.codes { ($0.stream.tasks, $0.stream.count, $0.stream.classesPerTask) = (.split, 3, sizes) }
        }
        #expect(sizes([4, 4, 2]) == [])
        #expect(sizes([4, 4]) == ["stream.group-sizes"])
        #expect(sizes([4, 4, 1]) == ["stream.group-sizes"])
        #expect(sizes([8, 1, 1]) == ["stream.one-class"])
        #expect(codes { ($0.stream.tasks, $0.stream.classOrder) = (.split, [1, 2, 10]) } == ["stream.class-order"])
        #expect(codes { ($0.stream.tasks, $0.stream.classOrder) = (.split, [1, 2, 9]) } == ["stream.too-many-tasks"])
        #expect(codes { $0.stream.classOrder = [1, 0, 2, 3, 4, 5, 6, 7, 8, 9] } == ["stream.not-split"])
    }

    @Test("a payload may not name what this build does not know")
    func variants() {
        #expect(codes { $0.strategy = Variant("amnesia") } == ["experiment.unknown-variant"])
        #expect(codes { $0.training.optimizer = Variant("lion") } == ["experiment.unknown-variant"])
        #expect(
            codes { $0.training.optimizer = Variant("adam", [.init("momentum", .number(0.5))]) }
                == ["experiment.unknown-setting"]
        )
        #expect(
            codes { $0.training.optimizer = Variant("momentum", [.init("momentum", .number(1))]) }
                == ["experiment.unknown-setting"]
        )
    }
}
