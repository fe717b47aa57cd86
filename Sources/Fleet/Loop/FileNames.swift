internal import Glibc

/// What directories hold.
enum FileNames {
    /// The names of a directory's entries, sorted; none if it cannot be read.
    static func inDirectory(_ path: String) -> [String] {
        guard let directory = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            // The name fills the end of a record that is shorter than its declaration, so it is read by pointer.
            let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
            let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            names.append(unsafe String(cString: start))
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }
}
