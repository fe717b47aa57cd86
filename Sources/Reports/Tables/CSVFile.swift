internal import Experiments
internal import Foundation

/// A CSV file (RFC 4180, with line feeds) that grows beside its place and moves there when it is finished.
///
/// Whoever reads the place sees the former file or the whole new one. A file that is not finished leaves nothing
/// behind.
struct CSVFile: ~Copyable {
    private static let bufferSize = 1 << 16

    private let path: String
    private let partialPath: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []

    private init(path: String, partialPath: String, handle: FileHandle) {
        self.path = path
        self.partialPath = partialPath
        self.handle = handle
    }

    /// Begins a file with its header.
    static func begin(at path: String, columns: [String]) throws(LetheError) -> CSVFile {
        let partialPath = path + ".\(ProcessInfo.processInfo.processIdentifier).partial"
        let descriptor = unsafe open(partialPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw unwritable(path, WriteFault.reason(of: errno)) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var file = CSVFile(path: path, partialPath: partialPath, handle: handle)
        try file.append(columns)
        return file
    }

    deinit {
        try? handle.close()
        // Gone already if the file was finished.
        try? FileManager.default.removeItem(atPath: partialPath)
    }

    /// Adds a row.
    mutating func append(_ cells: [String]) throws(LetheError) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            buffer.append(contentsOf: CSVFile.quoted(cell).utf8)
        }
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= CSVFile.bufferSize { try flush() }
    }

    /// Puts the whole file in its place.
    consuming func finish() throws(LetheError) {
        try flush()
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw CSVFile.unwritable(path, WriteFault.reason(error))
        }
        guard unsafe rename(partialPath, path) == 0 else {
            throw CSVFile.unwritable(path, WriteFault.reason(of: errno))
        }
    }

    private mutating func flush() throws(LetheError) {
        do {
            try handle.write(contentsOf: buffer)
        } catch {
            throw CSVFile.unwritable(path, WriteFault.reason(error))
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// A cell as it stands in the file: in quotes where it holds a separator, a quote or a line break.
    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: isSpecial) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }

    private static func unwritable(_ path: String, _ why: String) -> LetheError {
        LetheError(
            "tables.unwritable",
            "cannot write '\(path)': \(why)",
            hint: WriteFault.hint,
            blame: .system
        )
    }
}
