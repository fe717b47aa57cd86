internal import Foundation

/// Why the system could not read or write a file, in words.
public enum FileFault {
    /// What a thrown Foundation error says, without its type's decoration.
    public static func reason(_ error: any Error) -> String {
        let cause = ((error as? CocoaError)?.underlying ?? error) as NSError
        guard cause.domain == NSPOSIXErrorDomain else { return "\(cause)" }
        return switch POSIXErrorCode(rawValue: Int32(cause.code)) {
        case .ENOSPC, .EDQUOT: "the disk is full"
        case .EACCES, .EPERM: "permission denied"
        case .EROFS: "the file system is read-only"
        case .ENOENT: "there is no such directory"
        case .ENOTDIR: "a part of the path is no directory"
        case .EISDIR: "it is a directory"
        case .EIO: "the disk failed to read or write"
        default: "system error \(cause.code)"
        }
    }
}
