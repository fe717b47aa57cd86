/// A class of a data set: its label, and how many examples have it.
public struct DatasetClass: Hashable, Sendable {
    /// The label, as its source writes it.
    public var name: String
    /// Training examples.
    public var trainCount: Int
    /// Test examples.
    public var testCount: Int

    /// A class with its counts.
    public init(name: String, trainCount: Int, testCount: Int) {
        self.name = name
        self.trainCount = trainCount
        self.testCount = testCount
    }
}

extension DatasetSummary {
    /// What people call a class: its label, or its number where labels are not known.
    public func name(ofClass number: Int) -> String {
        classes.indices.contains(number) ? classes[number].name : String(number)
    }

    /// The number of the class with a label, or nil where there is none.
    ///
    /// Where no class is written so, a number such as `3.0` names the class `3`, as it does in a table.
    public func number(ofClassNamed name: String) -> Int? {
        number(ofClassWritten: name) ?? PlainDecimal(name).flatMap { number(ofClassWritten: $0.text) }
    }

    private func number(ofClassWritten name: String) -> Int? {
        (0..<classCount).first { self.name(ofClass: $0) == name }
    }
}
