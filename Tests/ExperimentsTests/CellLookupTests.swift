import Experiments
import Hashing
import Testing

@Suite("Cell of an experiment")
struct CellLookupTests {
    @Test("the rank of an ordering undoes the ordering of a rank", arguments: 1...6)
    func ranks(taskCount: Int) throws {
        let count = try #require(Ordering.number(of: taskCount))
        for rank in 0..<count {
            #expect(Ordering(rank: rank, of: taskCount).rank == rank)
        }
    }

    @Test("every cell's experiment leads back to the cell, and no other experiment does")
    func cells() throws {
        let rates = try #require(Field.axis(named: "learning_rate"))
        let widths = try #require(Field.axis(named: "hidden"))
        let orderings = try #require(Axis(allOrderingsOf: 5))
        let axes = [
            Axis(rates, levels: [.init(.number(0.1)), .init(.number(0.3))]),
            Axis(widths, levels: [.init(.widths([8])), .init(.widths([8, 8]))]),
            orderings,
        ]
        let base = Experiment(stream: .init(dataset: Digest(sha256: "data")), ordering: Ordering(naturalOf: 5))
        let grid = try #require(Grid(base: base, axes: axes))
        for cell in 0..<grid.count {
            #expect(grid.cell(of: grid.experiment(ofCell: cell)) == cell)
        }
        var stranger = grid.experiment(ofCell: 7)
        stranger.training.learningRate = 0.2
        #expect(grid.cell(of: stranger) == nil)
        stranger = grid.experiment(ofCell: 7)
        stranger.training.batchSize = 1
        #expect(grid.cell(of: stranger) == nil)
    }
}
