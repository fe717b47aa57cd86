internal import DataSets
import Experiments
import Testing

@testable import SweepFiles

@Suite("Classes of split tasks")
struct ClassesTests {
    private func text(_ stream: String, grid: String = "{seed: {count: 2}}") -> String {
        "stream: {dataset: digits, tasks: split, scenario: class, \(stream)}\ngrid: \(grid)"
    }

    private func stream(_ text: String) throws -> Experiment.Stream {
        try Sample.read(self.text(text)).sweep.grid.experiment(ofCell: 0).stream
    }

    @Test("groups give the number of tasks, the order and the sizes")
    func groups() throws {
        let stream = try stream("classes: [[0, 6, 8, 9], [1, 2, 3, 4, 5, 7]]")
        #expect(stream.count == 2)
        #expect(stream.classOrder == [0, 6, 8, 9, 1, 2, 3, 4, 5, 7])
        #expect(stream.classesPerTask == [4, 6])
    }

    @Test("what says the default is the default, and has its identity")
    func defaults() throws {
        let plain = try stream("count: 5")
        for same in [
            "classes: [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]", "class_order: ascending, count: 5",
            "class_order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", "classes_per_task: [2, 2, 2, 2, 2]",
        ] {
            #expect(try stream(same) == plain, "\(same)")
        }
        #expect(try stream("count: 3, classes_per_task: [4, 3, 3]") == (try stream("count: 3")))
        #expect(try stream("classes_per_task: [3, 3, 4]").classesPerTask == [3, 3, 4])
    }

    @Test("an order is drawn by a seed, the same each time, and orders are an axis")
    func orders() throws {
        let drawn = try stream("count: 5, class_order: {seed: 3}").classOrder
        #expect(drawn.sorted() == Array(0..<10) && drawn == ClassOrder.sample(1, of: 10, seed: 3)[0])
        #expect(drawn != ClassOrder.sample(1, of: 10, seed: 4)[0])
        #expect(drawn != Ordering.sample(1, of: 10, seed: 3)[0].tasks)
        let list = try Sample.read(
            text("count: 5", grid: "{class_order: [ascending, {seed: 3}, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]}")
        )
        let grid = list.sweep.grid
        #expect(grid.count == 3 && grid.columns == ["class_order"])
        #expect(grid.texts(ofCell: 0) == ["ascending"] && grid.texts(ofCell: 2) == ["9-8-7-6-5-4-3-2-1-0"])
        #expect(grid.experiment(ofCell: 1).stream.classOrder == drawn)
        let few = try Sample.read(text("count: 5", grid: "{class_order: {sample: 3}}")).sweep.grid
        let many = try Sample.read(text("count: 5", grid: "{class_order: {sample: 30}}")).sweep.grid
        #expect(many.count == 30)
        for cell in 0..<3 { #expect(few.experiment(ofCell: cell) == many.experiment(ofCell: cell)) }
    }

    @Test("the data set of the grid names the classes, wherever it stands")
    func axisOrder() throws {
        let text = """
            stream: {tasks: split, count: 2, scenario: class}
            grid: {class_order: [[4, 3, 2, 1, 0, 5, 6, 7, 8, 9]], dataset: [digits, synthetic]}
            """
        let grid = try Sample.read(text).sweep.grid
        #expect(grid.columns == ["class_order", "dataset"] && grid.count == 2)
    }

    @Test("labels are those of the data, and ones that are left out are told")
    func labels() throws {
        let named = { (source: DataSource) in
            var summary = try Sample.summary(of: source)
            summary.classCount = 4
            summary.classes = ["bird", "cat", "dog", "fish"].map {
                DatasetClass(name: $0, trainCount: 10, testCount: 5)
            }
            return summary
        }
        let reading = try Sample.read(text("classes: [[dog, cat], [\"bird\"]]"), resolve: named)
        #expect(reading.sweep.grid.experiment(ofCell: 0).stream.classOrder == [2, 1, 0])
        #expect(reading.sweep.taskClasses == [["dog", "cat"], ["bird"]])
        #expect(
            reading.warnings.map(\.description) == [
                "sweep.yaml:1:58: no task has the classes `fish`: their examples are not used "
                    + "[sweep.classes-left-out]"
            ]
        )
    }

    @Test("a number is a label however it is written, but for leading zeros")
    func numbers() throws {
        #expect(try stream("classes: [[2.0, +1], [\"0\", 3.]]").classOrder == [2, 1, 0, 3])
        #expect(Sample.mistakes(text("classes: [[1, 1.0], [2]]")).contains("class `1.0` is named twice"))
        #expect(Sample.mistakes(text("classes: [[1], [\"04\"]]")).contains("`digits` has no class `04` ("))
        var summary = try Sample.summary(of: .digits)
        summary.classCount = 3
        summary.classes = ["07", "3", "3.0"].map { DatasetClass(name: $0, trainCount: 10, testCount: 5) }
        #expect(["3", "3.0", "+3", "07", "7"].map(summary.number(ofClassNamed:)) == [1, 2, 1, 0, nil])
    }

    @Test(
        "mistakes are told where they stand",
        arguments: [
            ("count: 2, classes: [[0, x], [1, 1]]", ["`digits` has no class `x`", "class `1` is named twice"]),
            ("count: 3, classes: [[0, 2], [1]]", ["`classes` has 2 groups, and `count` is 3"]),
            ("classes: 5", ["`classes` must be a list of classes for each task"]),
            ("classes: [[]]", ["`classes` must be a list of classes for each task"]),
            ("classes: [[0], 1]", ["`classes` must be a list of classes for each task"]),
            (
                "classes: [[0], [1]], class_order: ascending",
                ["`classes` says which classes each task has, and so does"]
            ),
            ("class_order: descending", ["`class_order` must be ascending, {seed: N} or a list of all classes"]),
            ("class_order: {seed: -1}", ["`seed` must be a whole number of at least 0"]),
            ("classes_per_task: [4, 0]", ["`classes_per_task` must be a list of how many classes"]),
            ("classes_per_task: 2", ["`classes_per_task` must be a list of how many classes"]),
        ]
    )
    func mistakes(stream: String, expected: [String]) {
        let found = Sample.mistakes(text(stream))
        for words in expected { #expect(found.contains(words), "\(found)") }
    }

    @Test("options of a directory are read, and name the data set")
    func directories() throws {
        let text = "stream: {dataset: {idx: emnist, prefix: emnist-letters, transpose: true}, tasks: permuted}"
        let reading = try Sample.read(
            text,
            resolve: { source in
                #expect(
                    source.kind == .idx(directory: "/somewhere/emnist", prefix: "emnist-letters", isTransposed: true)
                )
                return try Sample.summary(of: .digits)
            }
        )
        #expect(reading.sources.keys.map(\.name) == ["emnist prefix=emnist-letters transpose=true"])
    }
}
