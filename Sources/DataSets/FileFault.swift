internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why the system could not read or write a file, in words.
enum FileFault {
    /// What a thrown Foundation error says, without its type's decoration.
    static func reason(_ error: any Error) -> String {
        let underlying = (error as? CocoaError)?.underlying
        guard let code = ((underlying ?? error) as? POSIXError)?.code else { return "\(underlying ?? error)" }
        return switch code {
        case .ENOSPC, .EDQUOT: "the disk is full"
        case .EACCES, .EPERM: "permission denied"
        case .EROFS: "the file system is read-only"
        case .ENOENT: "there is no such directory"
        case .ENOTDIR: "a part of the path is no directory"
        case .EIO: "the disk failed to read or write"
        default: "system error \(code.rawValue)"
        }
    }
}
