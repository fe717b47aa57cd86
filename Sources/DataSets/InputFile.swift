internal import Experiments
internal import FoundationEssentials
internal import Limits

/// A file of data as it is read whole, decompressed where it is gzip'd.
enum InputFile {
    /// The most bytes that are read from a file or come out of one, where memory is no matter.
    private static let mostBytes = 4 << 30
    /// Those that are read: the content and what is made of it lie in memory side by side.
    static let largestSize = min(mostBytes, Allowance.ofThisProcess.memory / 2)

    /// The content of a file.
    static func read(_ path: String, limit: Int = largestSize) throws(LetheError) -> [UInt8] {
        let bytes = try stored(path, limit: limit)
        guard Gzip.isCompressed(bytes) else { return bytes }
        do {
            return try Gzip.decompress(bytes, limit: limit)
        } catch {
            throw explain(error, path, limit)
        }
    }

    private static func explain(_ failure: Gzip.Failure, _ path: String, _ limit: Int) -> LetheError {
        let again = "copy or download it again"
        return switch failure {
        case .truncated:
            LetheError("data.truncated", "`\(path)` ends in the middle of its gzip data", hint: again)
        case .corrupt: LetheError("data.corrupt", "the gzip data of `\(path)` is damaged", hint: again)
        case .oversized: oversized(path, limit)
        case .outOfMemory:
            LetheError("data.memory", "there is no memory to decompress `\(path)`", blame: .system)
        }
    }

    private static func stored(_ path: String, limit: Int) throws(LetheError) -> [UInt8] {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw LetheError("data.missing", "there is no file `\(path)`", hint: "check the path in the sweep file")
        }
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw LetheError("data.not-a-file", "`\(path)` is no regular file")
            }
            if let size = attributes[.size] as? Int, size > limit { throw oversized(path, limit) }
            return [UInt8](try Data(contentsOf: url))
        } catch let error as LetheError {
            throw error
        } catch {
            throw LetheError(
                "data.unreadable",
                "cannot read `\(path)`: \(FileFault.reason(error))",
                hint: "check its permissions"
            )
        }
    }

    private static func oversized(_ path: String, _ limit: Int) -> LetheError {
        LetheError(
            "data.oversized",
            "`\(path)` holds more than \(limit) bytes",
            hint: limit < mostBytes ? "use a smaller file, or give this process more memory" : "use a smaller file"
        )
    }
}
