internal import Experiments

/// The classes of a table's labels: equal numbers are one class, and any other texts are classes of their own.
struct ClassLabels {
    /// A label as it is written, with how many examples of each part have it.
    struct Written {
        var text: String
        var place: LetheError.Location
        var train = 0
        var test = 0
    }

    /// What the classes are called, ascending: as numbers where all labels are, else as texts.
    let names: [String]
    private let numbers: [String: Int]

    /// The classes of all labels of a table.
    init(_ texts: [String]) {
        let decimals = texts.compactMap { PlainDecimal($0)?.text }
        let classes = decimals.count == texts.count ? decimals : texts
        names = Self.ascending(Array(Set(classes)))
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        self.numbers = Dictionary(
            zip(texts, classes.map { numbers[$0, default: 0] }),
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The class of a label.
    func number(of label: String) -> Int { numbers[label, default: 0] }

    /// Names in order: by value where all are plain decimals, else by their characters.
    static func ascending(_ names: [String]) -> [String] {
        let decimals = names.compactMap { name in PlainDecimal(name).map { (number: $0, name: name) } }
        guard decimals.count == names.count else {
            return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        }
        return decimals.sorted { ($0.number, $0.name) < ($1.number, $1.name) }.map(\.name)
    }
}
