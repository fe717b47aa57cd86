internal import Experiments
internal import GRDB

/// The errors of a ledger: each names the file and says what to do.
enum LedgerError {
    /// Runs a body and turns what SQLite reports into an error that names the file.
    static func translate<Result>(_ path: String, _ body: () throws -> Result) throws(LetheError) -> Result {
        do {
            return try body()
        } catch let error as LetheError {
            throw error
        } catch let error as DatabaseError {
            throw translated(error, path)
        } catch {
            throw LetheError("ledger.failed", "cannot use ledger '\(path)': \(error)", blame: .system)
        }
    }

    private static func translated(_ error: DatabaseError, _ path: String) -> LetheError {
        let detail = error.message ?? "\(error.resultCode)"
        let mishap = { (code: String, what: String, hint: String?) in
            LetheError(code, "\(what) ledger '\(path)': \(detail)", hint: hint, blame: .system)
        }
        return switch error.resultCode {
        case .SQLITE_FULL:
            mishap("ledger.disk-full", "cannot write", "free some space and give the same command again")
        case .SQLITE_IOERR:
            mishap("ledger.io", "cannot read or write", "check the disk, its quota and the limits of the process")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            mishap("ledger.busy", "cannot get at", "another program keeps it locked: close it and try again")
        case .SQLITE_CANTOPEN:
            mishap("ledger.cannot-open", "cannot open", "its directory must exist and be writable")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            mishap("ledger.read-only", "cannot write", "make it and its directory writable, or name another with --out")
        case .SQLITE_NOTADB:
            foreign(path)
        case .SQLITE_CORRUPT:
            mishap("ledger.corrupt", "cannot read", "restore it from a copy, or begin again in a new run directory")
        default:
            mishap("ledger.failed", "cannot use", nil)
        }
    }
}

extension LedgerError {
    static func missing(_ path: String) -> LetheError {
        LetheError(
            "ledger.missing",
            "there is no ledger '\(path)'",
            hint: "name the directory of a run, such as runs/quickstart"
        )
    }

    static func foreign(_ path: String) -> LetheError {
        LetheError(
            "ledger.not-a-ledger",
            "'\(path)' is no ledger of lethe",
            hint: "choose another run directory with --out"
        )
    }

    static func newerSchema(_ path: String, version: Int) -> LetheError {
        LetheError(
            "ledger.newer-schema",
            "ledger '\(path)' has schema version \(version), and this lethe knows versions up to \(Schema.version)",
            hint: "use the lethe that wrote it, or a newer one"
        )
    }

    static func olderSchema(_ path: String) -> LetheError {
        LetheError(
            "ledger.older-schema",
            "ledger '\(path)' has an older schema than this lethe reads",
            hint: "give `lethe run` for its sweep once more, which brings it up to date"
        )
    }

    static func network(_ path: String, kind: String) -> LetheError {
        LetheError(
            "ledger.network-file-system",
            "cannot keep ledger '\(path)' on a network file system (\(kind)), where results could be lost",
            hint: "choose a run directory on a local disk with --out, and copy it when the sweep is done"
        )
    }

    static func cannotCopy(_ path: String, to directory: String) -> LetheError {
        LetheError(
            "ledger.cannot-copy",
            "ledger '\(path)' cannot be read in its place, nor copied to '\(directory)'",
            hint: "it must be readable, and TMPDIR must name a directory with room for it",
            blame: .system
        )
    }

    static func noPlaceForCopy(_ path: String, _ parents: [String]) -> LetheError {
        LetheError(
            "ledger.cannot-copy",
            "ledger '\(path)' cannot be read in its place, and there is no place for a copy: neither "
                + parents.map { "'\($0)'" }.joined(separator: " nor ") + " can be written to",
            hint: "name a directory in TMPDIR that you may write to",
            blame: .system
        )
    }

    static func notDurable(_ path: String) -> LetheError {
        LetheError("ledger.not-durable", "ledger '\(path)' cannot be made durable", blame: .system)
    }

    static func damaged(_ path: String, _ what: String) -> LetheError {
        LetheError(
            "ledger.damaged",
            "ledger '\(path)' holds \(what)",
            hint: "it was changed by another program: restore it from a copy",
            blame: .system
        )
    }
}
