internal import CZeroMQ

// One factory for each call that can fail. Each reads the error number of the call that has just failed.
extension ZMQError {
    private init(_ operation: String, _ subject: String? = nil) {
        self.init(code: Code(zmq_errno()), operation: operation, subject: subject)
    }

    static func creation(of object: String) -> Self { Self("create", object) }
    static func binding(_ endpoint: String) -> Self { Self("bind", endpoint) }
    static func unbinding(_ endpoint: String) -> Self { Self("unbind", endpoint) }
    static func connecting(_ endpoint: String) -> Self { Self("connect to", endpoint) }
    static func disconnecting(_ endpoint: String) -> Self { Self("disconnect from", endpoint) }
    static func setting(_ option: SocketHandle.Option, to value: String) -> Self {
        Self("set", "\(option.rawValue) to \(value)")
    }
    static func reading(_ option: SocketHandle.Option) -> Self { Self("read", option.rawValue) }
    static func watching() -> Self { Self("watch", "a socket's connections") }
    static func sending() -> Self { Self("send", "a message") }
    static func receiving() -> Self { Self("receive", "a message") }
    static func polling() -> Self { Self("poll") }
}
