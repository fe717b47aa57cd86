import Foundation
import Glibc

/// A tcp connection that says what a test wants, byte by byte, to a libzmq socket.
///
/// The words are those of ZMTP 3.0 (RFC 23) with the NULL mechanism.
final class RawPeer {
    private let descriptor: Int32

    /// Connects to `tcp://127.0.0.1:PORT`.
    init(_ endpoint: String) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (endpoint.split(separator: ":").last.flatMap { UInt16($0) } ?? 0).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let status = unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe connect(
                descriptor,
                bytes.assumingMemoryBound(to: sockaddr.self).baseAddress,
                socklen_t(MemoryLayout<sockaddr_in>.size)
            )
        }
        guard status == 0 else { throw POSIXError(.ECONNREFUSED) }
        var limit = timeval(tv_sec: Int(patience.components.seconds), tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    func say(_ bytes: [UInt8]) {
        // A connection that the other end has closed must not end the test's process.
        _ = unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Whether the other end closes the connection before a test's patience is over.
    func isSentAway() -> Bool {
        while true {
            let bytes = hear(1024)
            if bytes.isEmpty { return errno != EAGAIN }
        }
    }

    /// Waits for at most some bytes; none come when the connection is closed, or with EAGAIN when patience is over.
    private func hear(_ count: Int) -> [UInt8] {
        errno = 0
        var bytes = [UInt8](repeating: 0, count: count)
        return Array(bytes.prefix(max(0, unsafe recv(descriptor, &bytes, count, 0))))
    }

    /// Waits for exactly some bytes, or what there is when no more come.
    private func hearAll(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let more = hear(count - bytes.count)
            if more.isEmpty { break }
            bytes += more
        }
        return bytes
    }

    /// Says which version and mechanism it speaks.
    func greet(mechanism: String) {
        let name = Array(mechanism.utf8) + [UInt8](repeating: 0, count: 20 - mechanism.utf8.count)
        say([0xff] + [UInt8](repeating: 0, count: 8) + [0x7f, 3, 0] + name + [UInt8](repeating: 0, count: 32))
    }

    /// Introduces itself as a DEALER of a name, and waits until the other end has introduced itself.
    func introduce(as name: String) {
        greet(mechanism: "NULL")
        let ready = Self.counted("READY") + Self.property("Socket-Type", "DEALER") + Self.property("Identity", name)
        say([4, UInt8(ready.count)] + ready)
        // A greeting of 64 bytes and a command, which begins with its kind and its length.
        let header = hearAll(66).suffix(1)
        _ = hearAll(Int(header.first ?? 0))
    }

    /// Sends one short frame of a message.
    func sendFrame(_ content: [UInt8], hasMore: Bool) {
        say([hasMore ? 1 : 0, UInt8(content.count)] + content)
    }

    private static func counted(_ text: String) -> [UInt8] {
        [UInt8(text.utf8.count)] + Array(text.utf8)
    }

    private static func property(_ name: String, _ value: String) -> [UInt8] {
        counted(name) + [0, 0, 0, UInt8(value.utf8.count)] + Array(value.utf8)
    }
}
