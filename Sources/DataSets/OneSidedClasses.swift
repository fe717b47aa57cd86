internal import Experiments

/// Classes that only the training or only the test part of a data set has.
enum OneSidedClasses {
    private static let mostShown = 10

    /// A warning for the classes that cannot be tested and one for those that cannot be learned.
    static func warnings(_ dataset: DatasetSummary) -> [LetheError] {
        [
            warning(
                dataset.classes.filter { $0.testCount == 0 }.map { ($0.name, $0.trainCount) },
                "training",
                "no test example: how well it is known cannot be measured",
                dataset
            ),
            warning(
                dataset.classes.filter { $0.trainCount == 0 }.map { ($0.name, $0.testCount) },
                "test",
                "no training example: it cannot be learned",
                dataset
            ),
        ].compactMap { $0 }
    }

    private static func warning(
        _ classes: [(name: String, count: Int)],
        _ part: String,
        _ consequence: String,
        _ dataset: DatasetSummary
    ) -> LetheError? {
        guard !classes.isEmpty else { return nil }
        let shown = classes.prefix(mostShown).map { name, count in
            "`\(name)` (\(count) \(part) example\(count == 1 ? "" : "s"))"
        }
        let more = classes.count > shown.count ? " and \(classes.count - shown.count) more" : ""
        return LetheError(
            "data.one-sided-class",
            "`\(dataset.name)`: the class\(classes.count == 1 ? "" : "es") "
                + shown.joined(separator: ", ") + more + " \(classes.count == 1 ? "has" : "have each") \(consequence)",
            hint: "if a label was mistyped, correct it; else take its rows out, or add some to the other part"
        )
    }
}
