import Experiments
internal import Hashing
import Testing

@Suite("Groups of classes")
struct ClassGroupsTests {
    private func groups(_ tasks: Int, _ change: (inout Experiment.Stream) -> Void = { _ in }) -> ClassGroups {
        var stream = Experiment.Stream(dataset: .zero)
        (stream.tasks, stream.count) = (.split, tasks)
        change(&stream)
        return ClassGroups(stream, classCount: 10)
    }

    @Test("ten classes in three tasks are 4, 3 and 3, in five 2 each")
    func uneven() {
        let three = groups(3)
        #expect((0..<3).map { three[$0] } == [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]])
        #expect(three.largest == 4 && three.total == 10)
        let five = groups(5)
        #expect((0..<5).map { five[$0] } == [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]])
    }

    @Test("an order and sizes of one's own hold, classes may be left out")
    func own() {
        let own = groups(2) { ($0.classOrder, $0.classesPerTask) = ([3, 1, 4, 0, 5, 9], [1, 5]) }
        #expect((0..<2).map { own[$0] } == [[3], [1, 4, 0, 5, 9]])
        #expect(own.total == 6 && own.largest == 5)
    }

    @Test("every place is of the task whose classes stand there")
    func places() {
        for stream in [groups(3), groups(4), groups(3) { $0.classesPerTask = [1, 8, 1] }] {
            for task in 0..<stream.taskCount {
                for place in stream.start(ofTask: task)..<stream.start(ofTask: task + 1) {
                    #expect(stream.task(ofPlace: place) == task)
                }
            }
        }
    }

    @Test("other tasks have every class")
    func everyClass() {
        let permuted = groups(3) { $0.tasks = .permuted }
        #expect(permuted[2] == Array(0..<10) && permuted.total == 30 && permuted.task(ofPlace: 19) == 1)
        #expect(permuted.distinctTasks == 0..<1)
    }

    @Test("lists that do not fit are passed over")
    func unfitting() {
        #expect(groups(2) { $0.classesPerTask = [3, 3] }[1] == [5, 6, 7, 8, 9])
        #expect(groups(2) { $0.classOrder = [3, 11] }[0] == [0, 1, 2, 3, 4])
    }
}
