internal import Experiments

/// Classes that only the training or only the test part of a data set has.
enum OneSidedClasses {
    private static let mostShown = 10

    /// A warning for the classes that cannot be tested and one for those that cannot be learned.
    static func warnings(_ dataset: Dataset, names: [String]) -> [LetheError] {
        let train = counts(dataset.train, names.count)
        let test = counts(dataset.test, names.count)
        let untested = names.indices.filter { train[$0] > 0 && test[$0] == 0 }
        let unlearned = names.indices.filter { train[$0] == 0 && test[$0] > 0 }
        return [
            warning(
                untested.map { (names[$0], train[$0]) },
                "training",
                "no test example: how well it is known cannot be measured",
                dataset
            ),
            warning(
                unlearned.map { (names[$0], test[$0]) },
                "test",
                "no training example: it cannot be learned",
                dataset
            ),
        ].compactMap { $0 }
    }

    private static func counts(_ part: Dataset.Part, _ classCount: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: classCount)
        for label in part.labels { counts[Int(label)] += 1 }
        return counts
    }

    private static func warning(
        _ classes: [(name: String, count: Int)],
        _ part: String,
        _ consequence: String,
        _ dataset: Dataset
    ) -> LetheError? {
        guard !classes.isEmpty else { return nil }
        let shown = classes.prefix(mostShown).map { name, count in
            "`\(name)` (\(count) \(part) example\(count == 1 ? "" : "s"))"
        }
        let more = classes.count > shown.count ? " and \(classes.count - shown.count) more" : ""
        return LetheError(
            "data.one-sided-class",
            "`\(dataset.summary.name)`: the class\(classes.count == 1 ? "" : "es") "
                + shown.joined(separator: ", ") + more + " \(classes.count == 1 ? "has" : "have each") \(consequence)",
            hint: "if a label was mistyped, correct it; else take its rows out, or add some to the other part"
        )
    }
}
