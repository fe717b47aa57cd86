internal import Foundation

/// Why the system could not write a file, in its own words.
enum WriteFault {
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
