internal import Experiments
internal import FoundationEssentials
internal import GRDB
internal import Glibc

/// A copy of a ledger that cannot be read in its place.
///
/// A run that was killed leaves a log of changes beside its ledger, and to read both SQLite makes an index of that
/// log, which takes the right to write in their directory. Where that is missing, on another user's run or on a medium
/// that is only read, a copy is read instead.
enum LedgerCopy {
    /// What may lie beside a ledger: the log of changes, or what undoes a change that was not completed.
    private static let companions = ["", "-wal", "-journal"]

    /// Opens a copy, of which nothing is left when the connection ends, however it ends.
    static func open(of path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        let directory = try makeDirectory(for: path)
        // An open file outlives its name.
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let copy = directory + "/ledger.sqlite"
        for companion in companions where FileManager.default.fileExists(atPath: path + companion) {
            do {
                try FileManager.default.copyItem(atPath: path + companion, toPath: copy + companion)
                // The permissions were copied, too.
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy + companion)
            } catch {
                throw LedgerError.cannotCopy(path, to: directory)
            }
        }
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        // Takes in the log, and needs no other file from now on.
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        return queue
    }

    private static func makeDirectory(for path: String) throws -> String {
        let parents = [FileManager.default.temporaryDirectory.path, "/dev/shm"]
        for parent in parents {
            var template = Array("\(parent)/lethe-copy-XXXXXX\0".utf8CString)
            if let made = unsafe mkdtemp(&template) { return unsafe String(cString: made) }
        }
        throw LedgerError.noPlaceForCopy(path, parents)
    }
}
