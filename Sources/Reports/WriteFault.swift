internal import Foundation

/// Why the system could not write a file, in its own words.
enum WriteFault {
    /// What to do about a file of the report that cannot be written.
    static let hint = "free some space, make the directory writable, or name another: lethe report RUN --out DIR"

    /// What a thrown Foundation error says, without the decoration of its type.
    static func reason(_ error: any Error) -> String {
        let cause = ((error as? CocoaError)?.underlying ?? error) as NSError
        guard cause.domain == NSPOSIXErrorDomain else { return "\(cause)" }
        return reason(of: Int32(cause.code))
    }

    /// What an error's number means.
    static func reason(of number: Int32) -> String {
        unsafe String(cString: strerror(number))
    }
}
