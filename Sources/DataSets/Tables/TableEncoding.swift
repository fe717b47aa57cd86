internal import Experiments

/// How the columns of a table become features: numbers as they are, names as a column of 0 and 1 for each.
///
/// Everything is learned from the training examples. A missing number becomes the mean of the others, and a column of 0
/// and 1 says where; a missing name has such a column as well. What only test examples have adds no column: a name
/// that is unknown is none of the known ones.
struct TableEncoding {
    /// A column of the table and the features it makes.
    private struct Step {
        enum Kind {
            case number(fill: Float)
            /// The feature of each name, counted from the step's first.
            case names([String: Int])
        }

        var column: Int
        var kind: Kind
        /// The first of its features.
        var start: Int
        /// The feature that says where the value is missing.
        var missing: Int?
    }

    private var steps: [Step] = []
    /// What the features are called.
    private(set) var featureNames: [String] = []
    /// Columns of names, each with its number of values.
    private(set) var named: [(title: String, count: Int)] = []
    /// Columns of numbers of which some are missing.
    private(set) var incomplete: [String] = []

    /// The features that the training examples, which are these rows, ask for.
    init(_ columns: [TableColumn], rows: [Int]) {
        for (index, column) in columns.enumerated() {
            let kind: Step.Kind
            let start = featureNames.count
            let isMissing: Bool
            switch column.content {
            case .undecided, .ignored: continue
            case .numbers(let numbers):
                let present = rows.lazy.map { numbers[$0] }.filter { !$0.isNaN }
                isMissing = present.count < rows.count
                kind = .number(fill: Self.mean(of: present))
                featureNames.append(column.shortTitle)
                if isMissing { incomplete.append(column.title) }
            case .names(let codes, let names, _):
                isMissing = rows.contains { codes[$0] < 0 }
                let used = Set(rows.lazy.map { codes[$0] }.filter { $0 >= 0 }).map { names[Int($0)] }
                let ordered = ClassLabels.ascending(used)
                kind = .names(Dictionary(uniqueKeysWithValues: zip(ordered, 0...)))
                featureNames += ordered.map { "\(column.shortTitle)=\($0)" }
                named.append((column.title, ordered.count + (isMissing ? 1 : 0)))
            }
            let missing = isMissing ? featureNames.count : nil
            if isMissing { featureNames.append("\(column.shortTitle) is missing") }
            steps.append(Step(column: index, kind: kind, start: start, missing: missing))
        }
    }

    /// The mean in float64, as float32; 0 of none.
    private static func mean(of numbers: some Sequence<Float>) -> Float {
        var (sum, count) = (0.0, 0.0)
        for number in numbers {
            sum += Double(number)
            count += 1
        }
        return count == 0 ? 0 : Float(sum / count) + 0
    }

    /// The features of some rows of a part, row after row.
    func features(of columns: [TableColumn], rows: [Int]) -> [Float] {
        let width = featureNames.count
        var features = [Float](repeating: 0, count: rows.count * width)
        for step in steps {
            switch (step.kind, columns[step.column].content) {
            case (.number(let fill), .numbers(let numbers)):
                for (place, row) in rows.enumerated() {
                    let number = numbers[row]
                    features[place * width + step.start] = number.isNaN ? fill : number
                    if number.isNaN, let missing = step.missing { features[place * width + missing] = 1 }
                }
            case (.names(let known), .names(let codes, let names, _)):
                let targets = names.map { known[$0].map { step.start + $0 } }
                for (place, row) in rows.enumerated() {
                    let target = codes[row] < 0 ? step.missing : targets[Int(codes[row])]
                    if let target { features[place * width + target] = 1 }
                }
            default: preconditionFailure("both parts of a table have columns of the same kinds")
            }
        }
        return features
    }

    private static func examples(_ count: Int) -> String { count == 1 ? "1 test example" : "\(count) test examples" }

    /// What test examples hold that no training example does.
    func warnings(ofTest columns: [TableColumn], rows: [Int], _ file: String) -> [LetheError] {
        steps.compactMap { step in
            let column = columns[step.column]
            let message: String
            switch (step.kind, column.content) {
            case (.number, .numbers(let numbers)):
                let count = rows.count { numbers[$0].isNaN }
                guard step.missing == nil, count > 0 else { return nil }
                message =
                    "\(column.title) is missing in \(Self.examples(count)) and in no training example: its mean is used"
            case (.names(let known), .names(let codes, let names, _)):
                let unknown = rows.filter { codes[$0] < 0 ? step.missing == nil : known[names[Int(codes[$0])]] == nil }
                guard !unknown.isEmpty else { return nil }
                let values = Set(unknown.map { codes[$0] < 0 ? "nothing" : "`\(names[Int(codes[$0])])`" }).sorted()
                let shown = values.prefix(5).joined(separator: ", ") + (values.count > 5 ? " …" : "")
                message =
                    "\(column.title) holds what no training example has, in \(Self.examples(unknown.count)): \(shown)"
            default: return nil
            }
            return LetheError(
                "data.unknown-value",
                "`\(file)`: \(message)",
                hint: "the network has learned nothing of it"
            )
        }
    }
}
