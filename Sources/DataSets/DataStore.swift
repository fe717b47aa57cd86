public import Experiments
internal import FoundationEssentials
public import Hashing

/// Decoded data sets in a directory, each in a flat file that is named by its digest.
///
/// The coordinator puts a sweep's data there, and workers find it by digest. A file is written beside its place and
/// renamed, so that a reader sees all of it or nothing; a reader checks it whole.
public struct DataStore: Sendable {
    /// The directory, made when something is stored.
    public let directory: String

    /// A store in a directory.
    public init(directory: String = DataStore.defaultDirectory) {
        self.directory = directory
    }

    /// `$XDG_CACHE_HOME/lethe/data`, or `~/.cache/lethe/data` where that is not set.
    public static var defaultDirectory: String {
        let cache = ProcessInfo.processInfo.environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        return (cache ?? home + "/.cache") + "/lethe/data"
    }

    /// The file of a data set.
    func path(of digest: Digest) -> String {
        "\(directory)/\(digest.hex).v\(StoredDataset.version)"
    }

    /// Keeps a data set, unless it is kept already or built in.
    public func store(_ dataset: Dataset) throws(LetheError) {
        let digest = dataset.summary.digest
        guard digest != Digits.digest, (try? load(digest)) == nil else { return }
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            let content = Data(StoredDataset.encode(dataset))
            try content.write(to: URL(filePath: path(of: digest)), options: .atomic)
        } catch {
            throw LetheError(
                "data.store",
                "cannot keep the data set `\(dataset.summary.name)` in `\(directory)`: "
                    + FileFault.reason(error),
                hint: "make room there or name another directory with --data",
                blame: .system
            )
        }
    }

    /// The data set of a digest, or nil where it is not kept here.
    public func load(_ digest: Digest) throws(LetheError) -> Dataset? {
        if digest == Digits.digest { return try Digits.load() }
        let path = path(of: digest)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let content: [UInt8]
        do {
            content = [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw LetheError(
                "data.unreadable",
                "cannot read the stored data set `\(path)`: \(FileFault.reason(error))",
                blame: .system
            )
        }
        guard let dataset = StoredDataset.decode(content), dataset.summary.digest == digest else {
            throw LetheError(
                "data.store-damaged",
                "the stored data set `\(path)` is damaged",
                hint: "delete the file and run the sweep again",
                blame: .system
            )
        }
        return dataset
    }
}
