internal import Glibc

/// What the system says of the call that has just failed.
enum SystemError {
    static var text: String { text(of: errno) }

    static func text(of number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}
