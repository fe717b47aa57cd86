internal import DataSets
import Experiments
import Foundation
internal import Hashing
import SweepFiles
import Testing

@Suite("Sweep files")
struct SweepFileTests {
    private let whole = """
        name: width-vs-forgetting
        stream:
          dataset: fashion-mnist
          tasks: permuted
          count: 5
          scenario: domain
          train_samples: 10000
        model: {activation: tanh}
        training: {batch_size: 64, epochs: 2, optimizer: {momentum: {beta: 0.5}}}
        grid:
          learning_rate: {from: 0.001, to: 0.3, points: 8, scale: log}
          hidden: [[32], [256], [256, 256]]
          ordering: {sample: 12}
          strategy: [naive, joint, {replay: {buffer: [200, 1000]}}, {ewc: {lambda: [10, 100, 1000]}}]
          seed: {count: 5}
        """

    @Test("a whole file becomes a grid")
    func wholeFile() throws {
        let reading = try Sample.read(whole)
        let grid = reading.sweep.grid
        #expect(reading.sweep.name == "width-vs-forgetting")
        #expect(reading.warnings.isEmpty)
        #expect(grid.count == 8 * 3 * 12 * 7 * 5)
        #expect(
            grid.columns == [
                "learning_rate", "hidden", "ordering", "strategy", "replay.buffer", "ewc.lambda", "seed",
            ]
        )
        let experiment = grid.experiment(ofCell: grid.count - 1)
        #expect(experiment.stream.trainSamples == 10_000)
        #expect(experiment.model.activation == .tanh)
        #expect(experiment.model.hidden == [256, 256])
        #expect(experiment.training.batchSize == 64 && experiment.training.epochs == 2)
        #expect(experiment.training.optimizer == Variant("momentum", [.init("beta", .number(0.5))]))
        #expect(experiment.training.learningRate == 0.3)
        #expect(experiment.strategy == Variant("ewc", [.init("lambda", .number(1_000))]))
        #expect(experiment.seed == 4)
        #expect(experiment.ordering.tasks.count == 5)
        #expect(reading.sources.keys.map(\.kind) == [.fashionMNIST])
        #expect(reading.sweep.dataset(of: experiment).name == "fashion-mnist")
    }

    @Test("an unnamed sweep has its file's name, of which only the extension goes")
    func names() throws {
        let name = { (file: String) in
            try SweepFile(text: Sample.grid("  seed: [1]"), name: file)
                .read(strategies: Sample.strategies, optimizers: Sample.optimizers, resolve: Sample.summary).sweep.name
        }
        #expect(try name("sweeps/lr0.1.yaml") == "lr0.1")
        #expect(try name("width.v2.YML") == "width.v2")
        #expect(try name("/dev/fd/63") == "63")
        #expect(try name("lr0.3") == "lr0.3")
        #expect(try name("deep/.yaml") == "sweep")
    }

    @Test("every cell's experiment comes back from its canonical form")
    func canonicalCells() throws {
        let grid = try Sample.read(whole).sweep.grid
        for cell in stride(from: 0, to: grid.count, by: 97) {
            let experiment = grid.experiment(ofCell: cell)
            #expect(try Experiment(canonical: experiment.canonical) == experiment)
        }
    }

    @Test("variants have columns of their own, and a default value is left out of what a job is known by")
    func variantColumns() throws {
        let reading = try Sample.read(
            Sample.grid("  strategy: [naive, {ewc: {lambda: [10, 100], mode: [online]}}, {ewc: {mode: offline}}]")
        )
        let grid = reading.sweep.grid
        #expect(grid.columns == ["strategy", "ewc.lambda", "ewc.mode"])
        #expect(
            (0..<grid.count).map { grid.texts(ofCell: $0) } == [
                ["naive", "", ""], ["ewc", "10", "online"], ["ewc", "100", "online"], ["ewc", "100", "offline"],
            ]
        )
        #expect(grid.experiment(ofCell: 2).strategy == Variant("ewc", [.init("mode", .text("online"))]))
        #expect(grid.experiment(ofCell: 3).strategy == Variant("ewc"))
    }

    @Test("a range runs from end to end, rounded to six significant digits")
    func ranges() throws {
        #expect(
            try Sample.column("learning_rate", "  learning_rate: {from: 0.001, to: 0.3, points: 5, scale: log}")
                == ["0.001", "0.00416179", "0.0173205", "0.0720843", "0.3"]
        )
        #expect(
            try Sample.column("dropout", "  dropout: {from: 0, to: 0.5, points: 4}") == [
                "0", "0.166667", "0.333333", "0.5",
            ]
        )
        #expect(try Sample.column("epochs", "  epochs: {from: 1, to: 10, points: 4}") == ["1", "4", "7", "10"])
        #expect(
            try Sample.column("weight_decay", "  weight_decay: {from: 1e-6, to: 1e+6, points: 3, scale: log}")
                == ["1e-06", "1", "1e+06"].map { $0 == "1e+06" ? "1000000" : $0 }
        )
    }

    @Test("orderings are all, a sample, or a list")
    func orderings() throws {
        #expect(
            try Sample.column("ordering", "  ordering: all") == ["0-1-2", "0-2-1", "1-0-2", "1-2-0", "2-0-1", "2-1-0"]
        )
        #expect(try Sample.column("ordering", "  ordering: [[2, 1, 0], [0, 1, 2]]") == ["2-1-0", "0-1-2"])
        let six = try Sample.column("ordering", "  ordering: {sample: 6}")
        #expect(Set(six).count == 6)
        #expect(try Sample.column("ordering", "  ordering: {sample: 2}") == Array(six.prefix(2)))
    }

    @Test("seeds are a count, a list or a single one, and scalars are axes of one value")
    func seedsAndScalars() throws {
        #expect(try Sample.column("seed", "  seed: {count: 3}") == ["0", "1", "2"])
        #expect(try Sample.column("seed", "  seed: [7, 3]") == ["7", "3"])
        #expect(try Sample.column("seed", "  seed: 7\n  epochs: 2") == ["7"])
        #expect(try Sample.column("epochs", "  seed: 7\n  epochs: 2") == ["2"])
        #expect(try Sample.column("hidden", "  hidden: [[], [16, 8]]") == ["none", "16x8"])
    }

    @Test("a file without a grid is one job in the order of the stream")
    func noGrid() throws {
        let sweep = try Sample.read("stream: {dataset: digits, tasks: split}").sweep
        #expect(sweep.name == "sweep")
        #expect(sweep.grid.count == 1)
        #expect(sweep.grid.experiment(ofCell: 0).ordering == Ordering(naturalOf: 5))
        #expect(sweep.grid.experiment(ofCell: 0).strategy == Variant("naive"))
    }

    @Test("equal values are merged with a warning")
    func duplicates() throws {
        let reading = try Sample.read(
            Sample.grid("  learning_rate: [0.1, 1e-1, 0.2]\n  strategy: [naive, naive, {ewc: {lambda: 100}}, ewc]")
        )
        #expect(reading.sweep.grid.count == 4)
        #expect(
            reading.warnings.map(\.description) == [
                "sweep.yaml:3:24: `learning_rate` holds `0.1` more than once; it is run once [sweep.duplicate]",
                "sweep.yaml:4:21: `strategy` holds `naive` more than once; it is run once [sweep.duplicate]",
                "sweep.yaml:4:50: `strategy` holds `ewc` more than once; it is run once [sweep.duplicate]",
            ]
        )
    }

    @Test("data sets may be an axis, and relative paths are relative to the file")
    func dataSources() throws {
        let text = """
            stream: {tasks: permuted}
            grid:
              dataset:
                - digits
                - {csv: data/iris.csv, label: species, test: 0.2}
                - {csv: /data/iris.csv, label: -1, test: test.csv}
            """
        let reading = try Sample.read(text)
        #expect(reading.sweep.grid.count == 3)
        #expect(
            (0..<3).map { reading.sweep.grid.texts(ofCell: $0) } == [
                ["digits"], ["data/iris.csv label=species test=0.2"], ["/data/iris.csv label=-1 test=test.csv"],
            ]
        )
        let sources = Dictionary(uniqueKeysWithValues: reading.sources.map { ($0.value.digest, $0.key) })
        let kinds = (0..<3).map { sources[reading.sweep.grid.experiment(ofCell: $0).stream.dataset]?.kind }
        #expect(
            kinds == [
                .digits, .csv(file: "/somewhere/data/iris.csv", label: .named("species"), test: .share(0.2)),
                .csv(file: "/data/iris.csv", label: .numbered(-1), test: .file("/somewhere/test.csv")),
            ]
        )
    }

    private func scales(_ text: String, defaults: SweepFile.Defaults = .current) throws -> [FeatureScale] {
        let reading = try SweepFile(text: text, name: "sweep.yaml").read(
            strategies: Sample.strategies,
            optimizers: Sample.optimizers,
            resolve: Sample.summary,
            defaults: defaults
        )
        let grid = reading.sweep.grid
        return (0..<grid.count).map { grid.experiment(ofCell: $0).stream.scale }
    }

    @Test("columns of a table are standardised and images divided by one number, unless a file says otherwise")
    func usualScales() throws {
        let table = "{csv: t.csv, label: k, test: 0.2}"
        let images = "{csv: t.csv, label: k, test: 0.2, shape: [8, 8]}"
        let stream = { (dataset: String, more: String) in
            "stream: {dataset: \(dataset), tasks: permuted\(more)}\n"
        }
        #expect(try scales(stream(table, "")) == [.standard])
        #expect(try scales(stream(images, "")) == [.unit])
        #expect(try scales(stream("digits", "")) == [.unit])
        #expect(try scales(stream(table, ", scale: unit")) == [.unit])
        #expect(try scales(stream(table, "") + "grid: {scale: [none, unit, standard]}") == [.none, .unit, .standard])
        #expect(try scales(stream(table, ""), defaults: .canonical) == [.unit])
        let axis = "stream: {tasks: permuted}\ngrid: {dataset: [\(table), digits, \(images)], seed: [0, 1]}"
        #expect(try scales(axis) == [.standard, .standard, .unit, .unit, .unit, .unit])
        let reading = try Sample.read(axis)
        for cell in 0..<6 { #expect(reading.sweep.grid.cell(of: reading.sweep.grid.experiment(ofCell: cell)) == cell) }
        let digests = try [axis, axis.replacing("permuted", with: "permuted, scale: unit")].map {
            try Sample.read($0).sweep.grid.digest
        }
        #expect(digests[0] != digests[1])
    }

    @Test("a table says how it is written, and its name shows that")
    func tableFormats() throws {
        let text = """
            stream:
              tasks: permuted
              dataset:
                csv: t.csv
                label: "4"
                test: 0.2
                header: true
                separator: tab
                decimal: ","
                encoding: UTF-8
                shape: [2, 3]
                categorical: [zip, 3]
                ignore: id
            """
        let source = try #require(try Sample.read(text).sources.keys.first)
        var format = TableFormat()
        format.header = .present
        format.separator = UInt8(ascii: "\t")
        format.decimal = .comma
        format.shape = .init(height: 2, width: 3)
        format.categorical = [.named("zip"), .numbered(3)]
        format.ignored = [.named("id")]
        #expect(source.kind == .csv(file: "/somewhere/t.csv", label: .named("4"), test: .share(0.2), format: format))
        #expect(
            source.name == "t.csv label=\"4\" test=0.2 header=true separator=tab decimal=, shape=2,3 "
                + "categorical=zip,3 ignore=id"
        )
    }

    @Test("a stored text is read again with stored summaries to the same grid")
    func readAgain() throws {
        let first = try Sample.read(whole)
        let digitsSummary = try Sample.summary(of: .digits)
        let stored = Dictionary(uniqueKeysWithValues: first.sources.map { ($0.key.name, $0.value) })
        let again = try SweepFile(text: whole, name: "ledger").read(
            strategies: Sample.strategies,
            optimizers: Sample.optimizers,
            resolve: { stored[$0.name] ?? digitsSummary }
        )
        #expect(again.sweep.grid.digest == first.sweep.grid.digest)
        #expect(again.sweep.datasets == first.sweep.datasets)
    }

    @Test(
        "the sweeps of the project hold as many jobs as they say",
        arguments: [
            ("quickstart", 96), ("fashion", 36), ("orderings", 120),
        ]
    )
    func projectSweeps(name: String, count: Int) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let path = root.deletingLastPathComponent().appending(path: "sweeps/\(name).yaml").path
        let reading = try SweepFile(path: path).read(
            strategies: Sample.strategies,
            optimizers: Sample.optimizers,
            resolve: Sample.summary
        )
        #expect(reading.sweep.name == name)
        #expect(reading.sweep.grid.count == count)
        #expect(reading.warnings.isEmpty)
    }
}
