public import DataSets
public import Experiments
internal import Foundation

/// The text of a sweep file and where it came from.
public struct SweepFile: Sendable {
    /// YAML, as the person wrote it.
    public let text: String
    /// The file as the person named it, for messages.
    public let name: String
    /// What relative paths in the file are relative to.
    public let directory: String

    /// What a file says.
    public struct Reading: Sendable {
        /// The sweep itself.
        public var sweep: Sweep
        /// The data sets that the file names, two of which may hold the same.
        public var sources: [DataSource: DatasetSummary]
        /// What is odd about the file but does not stop it.
        public var warnings: [LetheError]
    }

    /// What holds where a file leaves a setting open for which the reader, not the canonical form, has a default.
    public enum Defaults: Sendable {
        /// What the reader writes today.
        case current
        /// The defaults of the canonical form, as the first versions had them.
        case canonical
    }

    /// The most bytes that a file may have.
    static let largestSize = 1 << 20

    /// A text that is at hand, such as a ledger keeps.
    public init(text: String, name: String, directory: String = ".") {
        self.text = text
        self.name = name
        self.directory = directory
    }

    /// Reads the text of a file, which may be a pipe.
    public init(path: String) throws(LetheError) {
        let content = try Self.content(path)
        guard content.count <= Self.largestSize else {
            throw LetheError("sweep.oversized", "the sweep file `\(path)` has more than \(Self.largestSize) bytes")
        }
        guard let text = String(validating: Self.withoutByteOrderMark(content), as: UTF8.self) else {
            throw LetheError(
                "sweep.not-text",
                "the sweep file `\(path)` is no UTF-8 text",
                hint: "save it again as UTF-8"
            )
        }
        let directory = URL(filePath: path).deletingLastPathComponent().path
        self.init(text: text, name: path, directory: directory.isEmpty ? "." : directory)
    }

    /// The bytes of a file, and of an oversized one just more than are allowed.
    private static func content(_ path: String) throws(LetheError) -> Data {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            return try file.read(upToCount: largestSize + 1) ?? Data()
        } catch {
            guard FileManager.default.fileExists(atPath: path) else {
                throw LetheError("sweep.missing", "there is no sweep file `\(path)`")
            }
            throw LetheError(
                "sweep.unreadable",
                "cannot read the sweep file `\(path)`: \(FileFault.reason(error))"
            )
        }
    }

    /// Some editors begin a file with this mark, which says nothing that UTF-8 leaves open.
    private static func withoutByteOrderMark(_ content: Data) -> Data {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return content.starts(with: mark) ? content.dropFirst(mark.count) : content
    }

    /// Reads what the file says.
    ///
    /// A stored text is read again with a `resolve` that looks its stored summaries up by the source's name.
    ///
    /// - Parameters:
    ///   - strategies: what may be written as a strategy.
    ///   - optimizers: what may be written as an optimiser.
    ///   - resolve: the summary of a data set, which may have to be loaded for it.
    ///   - check: what is wrong with an experiment on a data set, as the trainer sees it. A mistake is shown at the key
    ///     that its message or its hint names first in backticks.
    ///   - defaults: what holds where the file says nothing; sweeps of old ledgers need those of their time.
    /// - Throws: every mistake of the file.
    public func read(
        strategies: [VariantSchema],
        optimizers: [VariantSchema],
        resolve: (DataSource) throws -> DatasetSummary,
        check: (Experiment, DatasetSummary) -> [LetheError] = { _, _ in [] },
        defaults: Defaults = .current
    ) throws(LetheErrors) -> Reading {
        try withoutActuallyEscaping(resolve) { resolve throws(LetheErrors) in
            try withoutActuallyEscaping(check) { check throws(LetheErrors) in
                var reader = SweepReader(
                    file: self,
                    strategies: strategies,
                    optimizers: optimizers,
                    resolve: resolve,
                    check: check,
                    defaults: defaults
                )
                return try reader.read()
            }
        }
    }
}
