internal import DataSets
internal import Experiments
internal import Foundation
internal import Hashing

/// Reads one sweep file, gathering every mistake on the way.
///
/// The methods that read a part report what is wrong with it and return nil, and the reader goes on with the next.
struct SweepReader {
    let file: SweepFile
    let strategies: [VariantSchema]
    let optimizers: [VariantSchema]
    let resolve: (DataSource) throws -> DatasetSummary
    let check: (Experiment, DatasetSummary) -> [LetheError]
    let defaults: SweepFile.Defaults

    var mistakes: [LetheError] = []
    var warnings: [LetheError] = []
    /// Where each field is written, by its path.
    var places: [String: Place] = [:]
    /// The data sets that were named, in the order of the file.
    var datasets: [(source: DataSource, summary: DatasetSummary)] = []
    /// The classes of the stream, which wait for the data.
    var classes = WrittenClasses()

    init(
        file: SweepFile,
        strategies: [VariantSchema],
        optimizers: [VariantSchema],
        resolve: @escaping (DataSource) throws -> DatasetSummary,
        check: @escaping (Experiment, DatasetSummary) -> [LetheError],
        defaults: SweepFile.Defaults
    ) {
        self.file = file
        self.strategies = strategies
        self.optimizers = optimizers
        self.resolve = resolve
        self.check = check
        self.defaults = defaults
    }

    /// Reads the whole file.
    mutating func read() throws(LetheErrors) -> SweepFile.Reading {
        let root: Node
        do {
            root = try Document.parse(file)
        } catch {
            throw LetheErrors([error])
        }
        let reading = read(root)
        guard let reading, mistakes.isEmpty else {
            throw LetheErrors(mistakes.sorted { Self.position($0) < Self.position($1) })
        }
        return reading
    }

    private static func position(_ error: LetheError) -> (Int, Int) {
        (error.location?.line ?? 0, error.location?.column ?? 0)
    }

    private mutating func read(_ root: Node) -> SweepFile.Reading? {
        let sections = entries(of: root, named: "a sweep file", keys: ["name"] + Field.Section.allCases.map(\.rawValue))
        guard let sections else { return nil }
        let name = readName(sections["name"])
        var base = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 1))
        for section in [Field.Section.stream, .model, .training] {
            readSection(section, sections[section.rawValue], into: &base)
        }
        readGroups(into: &base)
        base.ordering = Ordering(naturalOf: base.stream.count)
        var axes = readAxes(sections["grid"], base: base)
        requireFields(of: sections["stream"], in: root)
        settleClasses(&base)
        guard let name, mistakes.isEmpty else { return nil }
        if base.stream.dataset == .zero, let first = datasets.first { base.stream.dataset = first.summary.digest }
        settleScale(&base, &axes)
        settleCaps(&base, &axes)
        if let grid = makeGrid(base, axes, at: sections["grid"]?.place ?? root.place) {
            let sweep = Sweep(name: name, grid: grid, datasets: datasets.map(\.summary))
            checkExperiments(of: sweep)
            let sources = Dictionary(uniqueKeysWithValues: datasets.map { ($0.source, $0.summary) })
            return SweepFile.Reading(sweep: sweep, sources: sources, warnings: warnings)
        }
        return nil
    }

    /// The extensions of sweep files, which are no part of a name: `lr0.1.yaml` is `lr0.1`.
    private static let extensions = [".yaml", ".yml", ".json"]

    /// The file's own name, without its directory and extension.
    private var stem: String {
        let name = file.name.split(separator: "/").last.map(String.init) ?? ""
        let known = Self.extensions.first { name.lowercased().hasSuffix($0) } ?? ""
        let stem = name.dropLast(known.count)
        return stem.isEmpty ? "sweep" : String(stem)
    }

    /// The sweep's name, which also names its run directory; the file's own name where none is written.
    private mutating func readName(_ entry: Node.Entry?) -> String? {
        guard let entry else { return stem }
        let isAllowed = { (character: Character) in
            character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
        }
        if let text = entry.value.text, (1...100).contains(text.count), text.allSatisfy(isAllowed), text.first != "." {
            return text
        }
        report(
            "sweep.name",
            "`name` must be made of letters, digits, `-`, `_` and `.`, but is \(entry.value.description)",
            hint: "it names the run's directory",
            at: entry.value.place
        )
        return nil
    }

    private mutating func readSection(_ section: Field.Section, _ entry: Node.Entry?, into base: inout Experiment) {
        guard let entry else { return }
        let fields = Field.all.filter { $0.section == section }
        let keys = fields.map(\.name) + (section == .stream ? ["classes"] : [])
        guard let entries = entries(of: entry.value, named: "`\(section.rawValue)`", keys: keys) else { return }
        if section == .stream { (classes.groups, classes.order) = (entries["classes"], entries["class_order"]) }
        for field in fields {
            guard let entry = entries[field.name] else { continue }
            places[field.path] = entry.place
            // Labels are known by the data.
            if case .classOrder = field.kind { continue }
            if let value = value(of: field.kind, entry.value, key: field.name, in: section) {
                _ = field.set(value, in: &base)
            }
        }
    }

    /// Reports fields that have no default and are nowhere written.
    private mutating func requireFields(of stream: Node.Entry?, in root: Node) {
        // A stream that is no mapping has been reported as a whole.
        if case .list? = stream?.value.content { return }
        for name in ["dataset", "tasks"] {
            guard let field = Field.named(name, in: .stream), places[field.path] == nil else { continue }
            report(
                "sweep.missing-key",
                "`stream` must say which `\(name)`: \(field.kind.expectation)",
                at: stream?.place ?? root.place
            )
        }
    }

    /// A product as `1.2e+30`.
    static func size(of factors: [Double]) -> String {
        let digits = factors.reduce(0) { $0 + log10($1) }
        return String(format: "%.1fe+%.0f", pow(10, digits - digits.rounded(.down)), digits.rounded(.down))
    }

    private mutating func makeGrid(_ base: Experiment, _ axes: [Axis], at place: Place) -> Grid? {
        if let grid = Grid(base: base, axes: axes, datasets: datasets.map(\.summary)) { return grid }
        report(
            "sweep.too-many-jobs",
            "the grid has about \(Self.size(of: axes.map { Double($0.count) })) jobs, more than can be counted",
            hint: "take values or axes away, or sample the orderings",
            at: place
        )
        return nil
    }
}
