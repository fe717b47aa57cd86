import Experiments
import Hashing
import Testing
import Training

@Suite("The output layer of a stream")
struct HeadLayoutTests {
    private func head(_ kind: TaskKind, _ scenario: Scenario) -> HeadLayout {
        var stream = Experiment.Stream(dataset: .zero)
        stream.tasks = kind
        stream.count = 5
        stream.scenario = scenario
        return HeadLayout(stream, classCount: 10)
    }

    @Test("task-incremental: a head per task, alone active")
    func task() {
        let permuted = head(.permuted, .task)
        #expect(permuted.outputCount == 50)
        #expect(permuted.columns(ofTask: 3) == 30..<40 && permuted.activeColumns(ofTask: 3) == 30..<40)
        let split = head(.split, .task)
        #expect(split.outputCount == 10 && split.groups.largest == 2)
        #expect(split.columns(ofTask: 3) == 6..<8 && split.activeColumns(ofTask: 3) == 6..<8)
    }

    @Test("domain-incremental: one head for all tasks")
    func domain() {
        #expect(head(.rotated, .domain).outputCount == 10)
        let split = head(.split, .domain)
        #expect(split.outputCount == 2)
        #expect(split.columns(ofTask: 4) == 0..<2 && split.activeColumns(ofTask: 4) == 0..<2)
    }

    @Test("class-incremental: classes of its own for each task, all logits active")
    func byClass() {
        let split = head(.split, .class)
        #expect(split.outputCount == 10)
        #expect(split.columns(ofTask: 4) == 8..<10 && split.activeColumns(ofTask: 4) == 0..<10)
        let permuted = head(.permuted, .class)
        #expect(permuted.outputCount == 50)
        #expect(permuted.columns(ofTask: 1) == 10..<20 && permuted.activeColumns(ofTask: 1) == 0..<50)
    }
}
