internal import Glibc

/// The file that a slot's workers append their output to, one after another.
struct WorkerLog {
    let path: String
    /// Where the current worker's output begins.
    private var start = 0

    /// Above this it is begun anew, so that a babbling worker fills no disk.
    private static let longestBytes = 4 << 20
    /// How much of its end is read for the last lines.
    private static let tailBytes = 8 << 10

    init(path: String) {
        self.path = path
    }

    /// Notes that the next worker begins to write.
    mutating func begin() {
        cut()
        start = size
    }

    /// Empties the file if it has become too long.
    mutating func cut() {
        guard size > Self.longestBytes else { return }
        unsafe truncate(path, 0)
        start = 0
    }

    /// The last lines that the current worker wrote.
    func lastLines(_ count: Int = 20) -> [String] {
        let offset = max(start, size - Self.tailBytes)
        let text = TextFile.read(path, from: offset) ?? ""
        return text.split(separator: "\n").suffix(count).map(String.init)
    }

    private var size: Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
