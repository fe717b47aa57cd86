import Experiments
import Testing

@testable import SweepFiles

@Suite("What caps take")
struct DrawTests {
    /// A stream of three permuted tasks of 60,000 and 10,000 examples.
    private func text(_ stream: String, grid: String = "{seed: {count: 2}}") -> String {
        "stream: {dataset: digits, tasks: permuted, count: 3\(stream)}\ngrid: \(grid)"
    }

    private func draws(_ text: String) throws -> [ExampleDraw] {
        let grid = try Sample.read(text).sweep.grid
        return (0..<grid.count).map { grid.experiment(ofCell: $0).stream.draw }
    }

    @Test("a cap draws evenly where it leaves something out, unless the file says otherwise")
    func unwritten() throws {
        #expect(try draws(text("")) == [.first, .first])
        #expect(try draws(text(", train_samples: 59999")) == [.even, .even])
        #expect(try draws(text(", test_samples: 100")) == [.even, .even])
        #expect(try draws(text(", train_samples: 60000")) == [.first, .first])
        #expect(try draws(text(", train_samples: 100, draw: first")) == [.first, .first])
        #expect(try draws(text(", train_samples: 60000, draw: even")) == [.first, .first])
    }

    @Test("a cell whose cap leaves nothing out keeps the identity that it has without draws")
    func cells() throws {
        let grid = try Sample.read(text("", grid: "{train_samples: [100, 60000]}")).sweep.grid
        #expect((0..<2).map { grid.experiment(ofCell: $0).stream.draw } == [.even, .first])
        for cell in 0..<2 { #expect(grid.cell(of: grid.experiment(ofCell: cell)) == cell) }
        let alone = try Sample.read(text(", train_samples: 60000", grid: "{}")).sweep.grid.experiment(ofCell: 0)
        #expect(grid.cell(of: alone) == 1)
        let split = "stream: {dataset: digits, count: 5, train_samples: 20000}\ngrid: {tasks: [split, permuted]}"
        #expect(try draws(split) == [.first, .even])
    }

    @Test("a grid's digest is that of earlier versions where no draw matters, or the first are asked for")
    func digests() throws {
        let digest = { (stream: String, defaults: SweepFile.Defaults) in
            try Sample.read(self.text(stream), defaults: defaults).sweep.grid.digest
        }
        #expect(try digest("", .current) == digest("", .canonical))
        #expect(try digest(", train_samples: 70000", .current) == digest(", train_samples: 70000", .canonical))
        #expect(try digest(", train_samples: 70", .current) != digest(", train_samples: 70", .canonical))
        #expect(try digest(", train_samples: 70, draw: first", .current) == digest(", train_samples: 70", .canonical))
    }

    @Test("settings that look different and mean the same are merged with a warning")
    func merged() throws {
        let reading = try Sample.read(text("", grid: "{train_samples: [100, 60000, 70000, 1000000]}"))
        #expect(reading.sweep.grid.texts(ofCell: 0) + reading.sweep.grid.texts(ofCell: 1) == ["100", "60000"])
        #expect(reading.sweep.grid.count == 2)
        #expect(
            reading.warnings.map(\.description) == [
                "sweep.yaml:2:8: `60000`, `70000`, `1000000` of `train_samples` are the same, since no task has more "
                    + "than 60000 training examples; `60000` is run [sweep.duplicate]"
            ]
        )
        let others = try Sample.read(text("", grid: "{max_angle: [10, 20], draw: [first, even]}"))
        #expect(others.sweep.grid.count == 1 && others.warnings.map(\.code) == ["sweep.duplicate", "sweep.duplicate"])
        #expect(try Sample.read(text(", train_samples: 9", grid: "{draw: [first, even]}")).sweep.grid.count == 2)
    }

    @Test("a cap beyond what there is is told")
    func beyond() throws {
        let warnings = try Sample.read(text(", train_samples: 60001")).warnings.map(\.description)
        #expect(
            warnings == [
                "sweep.yaml:1:54: `train_samples: 60001` leaves nothing out: no task has more than 60000 training "
                    + "examples [sweep.cap]"
            ]
        )
        #expect(try Sample.read(text(", train_samples: 60000")).warnings.isEmpty)
    }
}
