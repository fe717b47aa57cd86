internal import CZeroMQ

/// A call of libzmq that failed: what was attempted, on what, and why.
public struct ZMQError: Error, Hashable, Sendable {
    /// Why a call failed: an errno, or a number of libzmq's own.
    public struct Code: Hashable, Sendable {
        /// The number as libzmq gave it.
        public let number: Int32

        init(_ number: Int32) {
            self.number = number
        }
    }

    /// Why the call failed.
    public let code: Code
    /// What was attempted, such as `bind`.
    public let operation: String
    /// What it was attempted on, most often an endpoint.
    public let subject: String?
}

extension ZMQError.Code {
    /// The endpoint or the option's value is not valid.
    public static let invalid = Self(EINVAL)
    /// The transport of the endpoint is not known.
    public static let unknownTransport = Self(EPROTONOSUPPORT)
    /// Another socket listens at the endpoint.
    public static let addressInUse = Self(EADDRINUSE)
    /// The endpoint is not an address of this machine.
    public static let addressNotLocal = Self(EADDRNOTAVAIL)
    /// The endpoint names no network interface or host.
    public static let noSuchDevice = Self(ENODEV)
    /// The permissions of a directory or a port forbid it.
    public static let accessDenied = Self(EACCES)
    /// There is no such directory, or the endpoint was not bound or connected.
    public static let notFound = Self(ENOENT)
    /// The path of an ipc endpoint does not fit into a socket address, which has room for about 100 bytes.
    public static let nameTooLong = Self(ENAMETOOLONG)
    /// The process may not open more files.
    public static let tooManyFiles = Self(EMFILE)
}

extension ZMQError: CustomStringConvertible {
    /// One sentence without a full stop, such as `cannot bind tcp://127.0.0.1:5555: Address already in use`.
    public var description: String {
        let object = subject.map { " \($0)" } ?? ""
        return "cannot \(operation)\(object): \(code)"
    }
}

extension ZMQError.Code: CustomStringConvertible {
    /// What libzmq says of the number.
    public var description: String {
        guard let text = unsafe zmq_strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}
