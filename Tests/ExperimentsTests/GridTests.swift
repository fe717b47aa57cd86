import Hashing
import Testing

@testable import Experiments

@Suite("Grid")
struct GridTests {
    static func axis(_ name: String, _ values: [Value]) throws -> Axis {
        Axis(try #require(Field.axis(named: name)), levels: values.map { .init($0) })
    }

    static func grid() throws -> Grid {
        let base = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 3))
        var threeTasks = base
        threeTasks.stream.count = 3
        let axes = [
            try axis("learning_rate", [.number(0.1), .number(0.2)]),
            try axis("hidden", [.widths([8]), .widths([32, 32]), .widths([16])]),
            try #require(Axis(allOrderingsOf: 3)),
            try axis("strategy", [.variant(Variant("naive")), .variant(Variant("joint"))]),
            try axis("seed", [.integer(0), .integer(1)]),
        ]
        return try #require(Grid(base: threeTasks, axes: axes))
    }

    @Test("cells count in mixed radix, the last axis fastest")
    func mixedRadix() throws {
        let grid = try Self.grid()
        #expect(grid.count == 2 * 3 * 6 * 2 * 2)
        #expect(grid.levels(ofCell: 0) == [0, 0, 0, 0, 0])
        #expect(grid.levels(ofCell: 1) == [0, 0, 0, 0, 1])
        #expect(grid.levels(ofCell: 2) == [0, 0, 0, 1, 0])
        #expect(grid.levels(ofCell: 4) == [0, 0, 1, 0, 0])
        #expect(grid.levels(ofCell: 24) == [0, 1, 0, 0, 0])
        #expect(grid.levels(ofCell: 143) == [1, 2, 5, 1, 1])
    }

    @Test("cells and levels are in bijection, and all cells differ")
    func bijection() throws {
        let grid = try Self.grid()
        for cell in 0..<grid.count {
            #expect(grid.cell(ofLevels: grid.levels(ofCell: cell)) == cell)
        }
        #expect(Set((0..<grid.count).map { grid.experiment(ofCell: $0) }).count == grid.count)
    }

    @Test("a cell's texts stand under the axes' columns")
    func texts() throws {
        let grid = try Self.grid()
        #expect(grid.columns == ["learning_rate", "hidden", "ordering", "strategy", "seed"])
        #expect(grid.texts(ofCell: 24 + 4) == ["0.1", "32x32", "0-2-1", "naive", "0"])
    }

    @Test("a grid without axes is one cell, and one beyond all counting is none")
    func extremes() throws {
        let base = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 5))
        #expect(Grid(base: base, axes: [])?.count == 1)
        let orderings = try #require(Axis(allOrderingsOf: 20))
        #expect(Grid(base: base, axes: [orderings])?.count == 2_432_902_008_176_640_000)
        #expect(Grid(base: base, axes: [orderings, try Self.axis("seed", (0..<4).map { .integer($0) })]) == nil)
        #expect(Axis(allOrderingsOf: 21) == nil)
    }

    @Test("a grid of ten million cells answers at once")
    func isNeverMaterialised() throws {
        let base = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 10))
        let seeds = try Self.axis("seed", [.integer(0), .integer(1), .integer(2)])
        let orderings = try #require(Axis(allOrderingsOf: 10))
        let grid = try #require(Grid(base: base, axes: [orderings, seeds]))
        #expect(grid.count == 3 * 3_628_800)
        #expect(grid.experiment(ofCell: grid.count - 1).ordering.tasks == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
    }

    @Test("the reference is the joint cell that agrees in all other axes")
    func jointReference() throws {
        let grid = try Self.grid()
        for cell in 0..<grid.count {
            let reference = grid.experiment(ofCell: try #require(grid.jointReference(ofCell: cell)))
            var expected = grid.experiment(ofCell: cell)
            expected.strategy = Variant("joint")
            #expect(reference == expected)
        }
        let naive = try #require(Grid(base: grid.base, axes: []))
        #expect(naive.jointReference(ofCell: 0) == nil)
    }

    @Test("the digest tells grids apart and nothing else")
    func digest() throws {
        let base = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 3))
        let digests = try [
            Grid(base: base, axes: []),
            Grid(base: base, axes: [Self.axis("seed", [.integer(0), .integer(1)])]),
            Grid(base: base, axes: [Self.axis("seed", [.integer(1), .integer(0)])]),
            Grid(
                base: base,
                axes: [Self.axis("seed", [.integer(0)]), Self.axis("dropout", [.number(0), .number(1)])]
            ),
            Grid(base: base, axes: [try #require(Axis(allOrderingsOf: 3))]),
        ].map { try #require($0).digest }
        #expect(Set(digests).count == digests.count)
        #expect(try Self.grid().digest == (try Self.grid().digest))
    }
}

@Suite("Dispatch order")
struct DispatchOrderTests {
    /// Operations grow with the network only, as the formula's do.
    private func operations(_ experiment: Experiment) -> Int {
        experiment.model.hidden.reduce(1, *) * (experiment.strategy.name == "joint" ? 3 : 1)
    }

    @Test("of a vast grid each axis is ordered by itself, and a sample stands for all")
    func vast() throws {
        let base = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 5))
        let axis = { (name: String, values: [Value]) throws -> Axis in
            Axis(try #require(Field.axis(named: name)), levels: values.map { Axis.Level($0) })
        }
        let axes = [
            try axis("epochs", (1...1_000).map { .integer($0) }),
            try axis("hidden", (1...1_000).map { .widths([$0]) }),
            try axis("seed", (0..<1_000).map { .integer($0) }),
        ]
        let grid = try #require(Grid(base: base, axes: axes))
        let order = DispatchOrder(grid) { $0.training.epochs * ($0.model.hidden[0] + 3) }
        #expect(order.isSampled && order.count == 1_000_000_000)
        #expect(order.costClasses.count <= DispatchOrder.mostClasses)
        let first = grid.experiment(ofCell: order.cell(atRank: 0))
        #expect(first.training.epochs == 1_000 && first.model.hidden == [1_000] && first.seed == 0)
        #expect(order.costClasses[0].operations == 1_003_000)
        let last = grid.experiment(ofCell: order.cell(atRank: 999_999_999))
        #expect(last.training.epochs == 1 && last.model.hidden == [1] && last.seed == 999)
        // Exactly 500,500 times 503,500 times the seeds.
        #expect(abs(order.totalOperations / (500_500 * 503_500 * 1_000) - 1) < 0.01)
    }

    @Test("ranks of a vast grid meet every cell once")
    func vastPermutation() throws {
        let base = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 5))
        let epochs = try #require(Field.axis(named: "epochs"))
        let batch = try #require(Field.axis(named: "batch_size"))
        let levels = (1...350).map { Axis.Level(.integer($0)) }
        let grid = try #require(Grid(base: base, axes: [Axis(epochs, levels: levels), Axis(batch, levels: levels)]))
        let order = DispatchOrder(grid) { $0.training.epochs * 1_000 / $0.training.batchSize }
        #expect(order.isSampled)
        #expect(Set((0..<order.count).map(order.cell(atRank:))).count == grid.count)
    }

    @Test("every cell is handed out once, by descending cost, strategies and orderings side by side")
    func isADescendingPermutation() throws {
        let grid = try GridTests.grid()
        let order = DispatchOrder(grid, operations: operations)
        let cells = (0..<order.count).map { order.cell(atRank: $0) }
        #expect(cells.sorted() == Array(0..<grid.count))
        let costs = cells.map { operations(grid.experiment(ofCell: $0)) }
        let widths = cells.map { grid.experiment(ofCell: $0).model.hidden.reduce(1, *) }
        #expect(widths == widths.sorted(by: >) && Set(widths).count > 1)
        #expect(order.totalOperations == Double(costs.reduce(0, +)))
        #expect(order.costClasses.map(\.cellCount).reduce(0, +) == grid.count)
        #expect(order.costClasses.map(\.operations) == order.costClasses.map(\.operations).sorted(by: >))
        for costClass in order.costClasses {
            #expect(operations(grid.experiment(ofCell: costClass.firstCell)) == costClass.operations)
        }
        for start in stride(from: 0, to: grid.count, by: 6) {
            let run = cells[start..<start + 6].map { grid.experiment(ofCell: $0) }
            #expect(run.map(\.ordering) == (0..<6).map { Ordering(rank: $0, of: 3) })
            #expect(Set(run.map(\.seed)).count == 1)
        }
    }
}
