import Experiments
import Testing

@testable import Training

@Suite("Streams of even draws")
struct EvenStreamTests {
    /// Sorted by class: 20 examples of class 0, 10 of each of the others.
    private let data: Dataset = {
        var data = TinyData.images(classes: 4, train: 50)
        data.train.labels = (0..<50).map { Int32($0 < 20 ? 0 : ($0 - 10) / 10) }
        return data
    }()

    private func sources(_ kind: TaskKind, count: Int, _ change: (inout Experiment.Stream) -> Void) -> [TaskSources] {
        var settings = TinyData.experiment(on: data, tasks: count, kind: kind).stream
        (settings.trainSamples, settings.draw) = (10, .even)
        change(&settings)
        return TaskSources.all(of: settings, in: data)
    }

    private func classes(_ examples: [Int32]) -> [Int] {
        (0..<4).map { number in examples.count { data.train.labels[Int($0)] == number } }
    }

    @Test("a cap keeps the classes' shares and the order of the data, where the first would be of one class")
    func shares() throws {
        let even = sources(.permuted, count: 2) { _ in }
        #expect(classes(even[0].train) == [4, 2, 2, 2])
        #expect(even[0].train == even[0].train.sorted())
        #expect(classes(sources(.permuted, count: 2) { $0.draw = .first }[0].train) == [10, 0, 0, 0])
    }

    @Test("tasks that show the same images draw the same, and split tasks what all tasks together would of a class")
    func sameImages() {
        let permuted = sources(.permuted, count: 3) { $0.trainSamples = 25 }
        #expect(permuted[0].train == permuted[2].train)
        let split = sources(.split, count: 2) { $0.trainSamples = 15 }
        #expect(classes(split[0].train) == [10, 5, 0, 0])
        // A class gives its examples in one order to whatever task has it.
        let ofClass1 = { (examples: [Int32]) in Set(examples.filter { self.data.train.labels[Int($0)] == 1 }) }
        #expect(ofClass1(split[0].train) == ofClass1(permuted[0].train))
    }

    @Test("a smaller cap draws a part of what a larger one does; another seed draws others")
    func nested() {
        let few = sources(.permuted, count: 2) { $0.trainSamples = 7 }[0].train
        let many = sources(.permuted, count: 2) { $0.trainSamples = 30 }[0].train
        #expect(Set(few).isSubset(of: many))
        #expect(sources(.permuted, count: 2) { ($0.trainSamples, $0.seed) = (7, 1) }[0].train != few)
    }

    @Test("test examples are drawn by numbers of their own")
    func testPart() {
        var data = data
        data.test = data.train
        var settings = TinyData.experiment(on: data, tasks: 1).stream
        (settings.trainSamples, settings.testSamples, settings.draw) = (10, 10, .even)
        let sources = TaskSources.all(of: settings, in: data)[0]
        #expect(sources.test.count == 10 && sources.test != sources.train)
    }

    @Test("a cap beyond what there is leaves everything, whoever draws")
    func beyond() {
        #expect(sources(.permuted, count: 1) { $0.trainSamples = 50 }[0].train == (0..<50).map { Int32($0) })
    }
}
