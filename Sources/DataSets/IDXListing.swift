internal import Experiments
internal import FoundationEssentials

/// What lies in a directory that should hold the four files of an MNIST-like data set, by whatever names.
///
/// A file is `train-images-idx3-ubyte`, with `.` for a `-` before `idx`, `test` or `t10k`, plain or .gz, and with the
/// data set's name in front where a directory holds several (`emnist-letters-train-…`). A file may also lie in a
/// directory of its own name.
struct IDXListing {
    /// What a file holds.
    enum Content: String {
        case images, labels
    }

    let path: String
    /// Ascending; directories end in `/`.
    let entries: [String]
    /// Files that may be meant, relative to `path`; a plain one stands before its .gz.
    private let files: [String]

    init(of path: String) throws(LetheError) {
        self.path = path
        entries = try Self.list(path).map { Self.isDirectory("\(path)/\($0)") ? $0 + "/" : $0 }
        var files: [String] = []
        for entry in entries {
            guard entry.hasSuffix("/") else {
                files.append(entry)
                continue
            }
            let inner = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(entry)")) ?? []
            files += inner.sorted().filter { Self.stem($0) == Self.stem(String(entry.dropLast())) }.map { entry + $0 }
        }
        self.files = files
    }

    /// What stands in front of `train-images`, ascending: "" where names begin with it.
    var prefixes: [String] {
        Set(files.compactMap { Self.prefix(of: $0, before: "train-images") }).sorted()
    }

    /// The path of a part's file, or an error that lists what is there.
    func file(_ parts: [String], _ content: Content, prefix: String) throws(LetheError) -> String {
        for part in parts {
            let mark = "\(part)-\(content.rawValue)"
            if let found = files.first(where: { Self.prefix(of: $0, before: mark) == prefix }) {
                return "\(path)/\(found)"
            }
        }
        throw LetheError(
            "data.missing",
            "`\(path)` has no file `\(prefix)\(parts[0])-\(content.rawValue)-idx…-ubyte`, plain or .gz; \(inWords)",
            hint: "an IDX data set is train-images, train-labels, t10k-images and t10k-labels"
        )
    }

    /// What is there, for errors.
    var inWords: String {
        let shown = entries.prefix(Self.shown).map { "`\($0)`" }.joined(separator: ", ")
        let more = entries.count > Self.shown ? " and \(entries.count - Self.shown) more" : ""
        return entries.isEmpty ? "it is empty" : "it has \(shown)\(more)"
    }

    private static let shown = 12

    /// What stands before a mark such as `train-images` in a file's name, or nil where that is no name of an IDX file.
    private static func prefix(of file: String, before mark: String) -> String? {
        let name = stem(file.split(separator: "/").last.map(String.init) ?? file)
        guard let place = name.firstRange(of: mark) else { return nil }
        let (prefix, rest) = (name[..<place.lowerBound], name[place.upperBound...])
        guard prefix.isEmpty || prefix.hasSuffix("-") || prefix.hasSuffix("_") else { return nil }
        let isNamed = (rest.hasPrefix("-idx") || rest.hasPrefix(".idx")) && rest.hasSuffix("ubyte")
        return isNamed ? String(prefix) : nil
    }

    /// The name without `.gz`.
    private static func stem(_ name: String) -> String { name.hasSuffix(".gz") ? String(name.dropLast(3)) : name }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }

    private static func list(_ path: String) throws(LetheError) -> [String] {
        guard FileManager.default.fileExists(atPath: path) else {
            throw LetheError(
                "data.missing",
                "there is no directory `\(path)`",
                hint: "check the path in the sweep file"
            )
        }
        guard isDirectory(path) else {
            throw LetheError(
                "data.not-a-directory",
                "`\(path)` is no directory",
                hint: "name the one that holds the files"
            )
        }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw LetheError("data.unreadable", "cannot list `\(path)`: \(FileFault.reason(error))")
        }
    }
}
