public import Experiments

/// Where a data set comes from, as a sweep file names it.
public struct DataSource: Hashable, Sendable {
    /// What is read, with paths that can be opened as they stand.
    public enum Kind: Hashable, Sendable {
        /// The 8x8 digits built into the program.
        case digits
        /// Debian's package.
        case fashionMNIST
        /// A small made-up set, for trying things out.
        case synthetic
        /// A directory with the four files of an MNIST-like set: those whose names begin with `prefix` where it holds
        /// several; the images transposed where they are stored column by column.
        case idx(directory: String, prefix: String? = nil, isTransposed: Bool = false)
        /// A table with a column of labels.
        case csv(file: String, label: Column, test: TestPart, format: TableFormat = TableFormat())
    }

    /// A column of a table.
    public enum Column: Hashable, Sendable {
        /// By its name in the header.
        case named(String)
        /// By its number from 1, or from the end by -1, -2 ….
        case numbered(Int)
    }

    /// Where the test examples of a table come from.
    public enum TestPart: Hashable, Sendable {
        case file(String)
        /// A share of the examples, drawn by a fixed permutation.
        case share(Float)
    }

    /// What is read.
    public var kind: Kind
    /// How people call it: as it stands in the sweep file, so that tables are the same wherever the files lie.
    public var name: String

    /// A source under a name.
    public init(_ kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }

    /// The built-in digits.
    public static let digits = DataSource(.digits, name: "digits")
    /// Fashion-MNIST from Debian's package.
    public static let fashionMNIST = DataSource(.fashionMNIST, name: "fashion-mnist")
    /// The made-up set.
    public static let synthetic = DataSource(.synthetic, name: "synthetic")

    /// How its features are scaled where a sweep file does not say: columns of a table by themselves, pixels together.
    public var usualScale: FeatureScale {
        if case .csv(_, _, _, let format) = kind, format.shape == nil { return .standard }
        return .unit
    }

    /// Reads and checks the whole data set, and says how it was read.
    ///
    /// - Throws: every mistake of the data.
    public func read() throws(LetheErrors) -> DataReading {
        if case .csv(let file, let label, let test, let format) = kind {
            return try CSVSource(file: file, label: label, test: test, format: format).read(name: name)
        }
        do throws(LetheError) {
            return DataReading(try images())
        } catch {
            throw LetheErrors([error])
        }
    }

    /// Reads and checks the whole data set.
    public func load() throws(LetheErrors) -> Dataset { try read().dataset }

    private func images() throws(LetheError) -> Dataset {
        switch kind {
        case .digits: try Digits.load()
        case .fashionMNIST: try FashionMNIST.load(name: name)
        case .synthetic: try Synthetic.load(name: name)
        case .idx(let directory, let prefix, let isTransposed):
            try IDXDirectory(path: directory, prefix: prefix, isTransposed: isTransposed).load(name: name)
        case .csv: preconditionFailure("a table is read apart")
        }
    }
}
