internal import Glibc

/// Small files that the kernel writes, whose size is not known before they are read.
enum SystemFile {
    /// A file's content, or nil if it cannot be read.
    @Sendable
    static func read(_ path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = unsafe Glibc.read(descriptor, &part, part.count)
            guard count >= 0 else { return nil }
            if count == 0 { return String(decoding: content, as: UTF8.self) }
            content += part[..<count]
        }
    }
}
