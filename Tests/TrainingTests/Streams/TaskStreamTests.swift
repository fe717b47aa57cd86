import Experiments
import Kernels
import Testing

@testable import Training

@Suite("The tasks of a stream")
struct TaskStreamTests {
    let data = TinyData.images()

    private func stream(_ kind: TaskKind, count: Int, _ change: (inout Experiment.Stream) -> Void = { _ in }) throws
        -> TaskStream
    {
        var settings = TinyData.experiment(on: data, tasks: count, kind: kind).stream
        change(&settings)
        return try TaskStream(settings, from: data)
    }

    private func rows(_ stream: TaskStream, ofTask task: Int) -> [[Float]] {
        stream.tasks[task].train.map { stream.train.features[row: $0] }
    }

    @Test("pixels are divided by the data set's divisor")
    func scaling() throws {
        let stream = try stream(.permuted, count: 1)
        guard case .bytes(let pixels) = data.train.features else { return }
        #expect(rows(stream, ofTask: 0).flatMap { $0 } == pixels.map { Float($0) / 255 })
    }

    @Test("task 0 of a permuted stream is the data itself, the others are permutations of its pixels")
    func permuted() throws {
        let stream = try stream(.permuted, count: 4)
        let tasks = (0..<4).map { rows(stream, ofTask: $0) }
        for task in 1..<4 {
            #expect(tasks[task] != tasks[0])
            for (image, original) in zip(tasks[task], tasks[0]) { #expect(image.sorted() == original.sorted()) }
        }
        #expect(Set(tasks).count == 4)
    }

    @Test("a task permutes every image alike, training and test")
    func onePermutationPerTask() throws {
        guard
            case .permutation(let sources) = ImageTransform(
                task: 2,
                of: try stream(.permuted, count: 3).settings,
                height: 5,
                width: 4
            )
        else {
            Issue.record("task 2 is a permutation")
            return
        }
        let stream = try stream(.permuted, count: 3)
        #expect(sources.sorted() == Array(0..<20))
        for (row, original) in zip(rows(stream, ofTask: 2), rows(stream, ofTask: 0)) {
            #expect(row == sources.map { original[Int($0)] })
        }
        let test = stream.tasks[2].test.map { stream.test.features[row: $0] }
        let original = stream.tasks[0].test.map { stream.test.features[row: $0] }
        #expect(test == original.map { image in sources.map { image[Int($0)] } })
    }

    @Test("tasks depend on the stream's seed, and a longer stream begins with the same tasks")
    func seeds() throws {
        let short = try stream(.permuted, count: 2)
        let long = try stream(.permuted, count: 3)
        let other = try stream(.permuted, count: 2) { $0.seed = 1 }
        #expect(rows(short, ofTask: 1) == rows(long, ofTask: 1))
        #expect(rows(short, ofTask: 1) != rows(other, ofTask: 1))
    }

    @Test("split tasks hold consecutive labels; in the domain scenario a label is the index within its group")
    func split() throws {
        let domain = try stream(.split, count: 2)
        let byClass = try stream(.split, count: 2) { $0.scenario = .class }
        for task in 0..<2 {
            let expected = data.train.labels.filter { Int($0) / 2 == task }
            #expect(Array(byClass.train.labels[byClass.tasks[task].train]) == expected)
            #expect(Array(domain.train.labels[domain.tasks[task].train]) == expected.map { $0 % 2 })
        }
        #expect(domain.train.labels.count == data.train.count)
    }

    @Test("a class order and groups of one's own say what a task's labels are")
    func groups() throws {
        let order = [3, 0, 2, 1]
        let set = { (stream: inout Experiment.Stream) in
            (stream.classOrder, stream.classesPerTask) = (order, [1, 3])
            stream.scenario = .class
        }
        let byClass = try stream(.split, count: 2, set)
        let expected = data.train.labels.filter { $0 == 3 } + data.train.labels.filter { $0 != 3 }
        #expect(byClass.train.labels.map { order[Int($0)] } == expected.map { Int($0) })
        #expect(byClass.tasks[0].train.count == data.train.labels.count { $0 == 3 })
        #expect(byClass.head.outputCount == 4)
        let three = try stream(.split, count: 2) {
            set(&$0)
            ($0.classOrder, $0.classesPerTask) = ([3, 0, 2, 1], [2, 2])
            $0.scenario = .domain
        }
        // In the domain scenario a label is the place within the group.
        let last = three.train.labels[three.tasks[1].train]
        #expect(Array(last) == data.train.labels.filter { $0 == 2 || $0 == 1 }.map { $0 == 2 ? 0 : 1 })
    }

    @Test("in the domain scenario there are as many columns as the largest group has, all active")
    func unevenDomain() throws {
        let data = TinyData.images(classes: 5)
        var settings = TinyData.experiment(on: data, tasks: 2, kind: .split).stream
        settings.scenario = .domain
        let stream = try TaskStream(settings, from: data)
        #expect(stream.head.outputCount == 3)
        #expect(stream.head.activeColumns(ofTask: 1) == 0..<3)
        #expect(Set(stream.train.labels[stream.tasks[1].train]) == [0, 1])
        settings.scenario = .task
        let heads = try TaskStream(settings, from: data).head
        #expect(heads.columns(ofTask: 1) == 3..<5 && heads.activeColumns(ofTask: 1) == 3..<5)
    }

    @Test("samples are capped per task, in the order of the data")
    func caps() throws {
        let permuted = try stream(.permuted, count: 2) {
            $0.trainSamples = 10
            $0.testSamples = 5
        }
        #expect(permuted.tasks.map(\.train) == [0..<10, 10..<20])
        #expect(permuted.tasks.map(\.test) == [0..<5, 5..<10])
        #expect(Array(permuted.train.labels[0..<10]) == Array(data.train.labels[0..<10]))
        let split = try stream(.split, count: 2) { $0.trainSamples = 3 }
        #expect(Array(split.train.labels) == [0, 1, 0, 0, 1, 0])
    }

    @Test(
        "held-out examples are a share of each task's, the same images in every permuted task, and never learned from"
    )
    func validation() throws {
        let stream = try stream(.permuted, count: 2) { $0.validation = 0.25 }
        #expect(stream.tasks.map(\.train.count) == [33, 33])
        #expect(stream.tasks.map(\.heldOut.count) == [11, 11])
        let learned = Set(rows(stream, ofTask: 0))
        let heldOut = stream.tasks[0].heldOut.map { stream.heldOut.features[row: $0] }
        #expect(learned.isDisjoint(with: heldOut) && learned.count + heldOut.count == data.train.count)
        // The second task shows the same images: permuting the first task's gives them.
        guard case .permutation(let sources) = ImageTransform(task: 1, of: stream.settings, height: 5, width: 4) else {
            return
        }
        let permuted = heldOut.map { image in sources.map { image[Int($0)] } }
        #expect(stream.tasks[1].heldOut.map { stream.heldOut.features[row: $0] } == permuted)
        #expect(stream.test.labels.count == 2 * data.test.count)
    }

    @Test("a task without test examples is refused by name")
    func emptyTask() throws {
        var data = TinyData.images(classes: 4, test: 8)
        data.test.labels = data.test.labels.map { $0 % 2 }
        let settings = TinyData.experiment(on: data, tasks: 2, kind: .split).stream
        let error = #expect(throws: LetheError.self) { try TaskStream(settings, from: data) }
        #expect(error?.code == "stream.empty-task")
        #expect(error?.message.contains("task 1") == true)
    }
}
