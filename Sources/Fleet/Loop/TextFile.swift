internal import Glibc

/// Small files that the system or another process writes.
enum TextFile {
    /// A file's content from an offset on, or nil if it cannot be read; bytes that are no UTF-8 are replaced.
    static func read(_ path: String, from offset: Int = 0) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if offset > 0 { lseek(descriptor, offset, SEEK_SET) }
        var content: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = unsafe Glibc.read(descriptor, &part, part.count)
            guard count > 0 else { break }
            content += part[..<count]
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// Writes a text over an existing file's beginning.
    static func overwrite(_ path: String, with text: String) {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = unsafe write(descriptor, text, text.utf8.count)
    }
}
