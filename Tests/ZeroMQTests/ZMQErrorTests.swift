import Testing

@testable import ZeroMQ

@Suite("Errors of the transport")
struct ZMQErrorTests {
    private func failure(_ body: () throws(ZMQError) -> Void) -> ZMQError? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "an endpoint that cannot be bound is named with the reason",
        arguments: [
            ("tcp://nonsense", ZMQError.Code.invalid),
            ("pigeon://loft", .unknownTransport),
            ("ipc:///nowhere/at/all/socket", .notFound),
            ("ipc:///" + String(repeating: "x", count: 200), .nameTooLong),
            ("tcp://192.0.2.1:0", .addressNotLocal),
            ("tcp://nothing0:0", .noSuchDevice),
        ]
    )
    func binding(endpoint: String, code: ZMQError.Code) throws {
        let router = try Socket(.router, in: Context())
        let error = try #require(failure { () throws(ZMQError) in try router.bind(endpoint) })
        #expect(error.code == code)
        #expect(error.description == "cannot bind \(endpoint): \(code)")
    }

    @Test("an address in use is told, and is free again after unbinding")
    func addressInUse() throws {
        let context = try Context()
        let one = try Socket(.router, in: context)
        try one.bind("tcp://127.0.0.1:*")
        let endpoint = try one.lastEndpoint
        let other = try Socket(.router, in: context)
        let error = try #require(failure { () throws(ZMQError) in try other.bind(endpoint) })
        #expect(error.code == .addressInUse)
        #expect(error.description == "cannot bind \(endpoint): Address already in use")

        try one.unbind(endpoint)
        // The transport frees the address on its own thread.
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline, failure({ () throws(ZMQError) in try other.bind(endpoint) }) != nil {
            _ = try other.poll(timeout: .milliseconds(1))
        }
        #expect(try other.lastEndpoint == endpoint)
    }

    @Test("what was never bound or connected cannot be taken back")
    func takingBack() throws {
        let router = try Socket(.router, in: Context())
        #expect(try router.lastEndpoint == "")
        let endpoint = "tcp://127.0.0.1:1"
        let unbinding = try #require(failure { () throws(ZMQError) in try router.unbind(endpoint) })
        #expect(unbinding.code == .notFound)
        #expect(unbinding.description.hasPrefix("cannot unbind \(endpoint): "))
        let disconnecting = try #require(failure { () throws(ZMQError) in try router.disconnect(endpoint) })
        #expect(disconnecting.code == .notFound)
        #expect(disconnecting.description.hasPrefix("cannot disconnect from \(endpoint): "))
        let connecting = try #require(failure { () throws(ZMQError) in try router.connect("tcp://nowhere") })
        #expect(connecting.code == .invalid)
        #expect(connecting.description.hasPrefix("cannot connect to tcp://nowhere: "))
    }

    @Test("an option that the socket cannot have is named")
    func options() throws {
        let context = try Context()
        func refusal(_ kind: Socket.Kind, _ change: (inout SocketOptions) -> Void) -> ZMQError? {
            failure { () throws(ZMQError) in _ = try Socket(kind, in: context, options: SocketOptions().with(change)) }
        }
        let long = try #require(refusal(.dealer) { $0.routingID = [UInt8](repeating: 1, count: 256) })
        #expect(long.code == .invalid)
        #expect(long.description == "cannot set ZMQ_ROUTING_ID to 256 bytes: Invalid argument")
        #expect(refusal(.dealer) { $0.routingID = [] } != nil)
        let mandatory = try #require(refusal(.dealer) { $0.reportsUnreachable = true })
        #expect(mandatory.description == "cannot set ZMQ_ROUTER_MANDATORY to 1: Invalid argument")
        #expect(refusal(.router) { $0.reportsUnreachable = true } == nil)
    }

    @Test("durations become whole milliseconds, rounded up, never negative and never too many")
    func milliseconds() {
        #expect(Duration.zero.milliseconds == 0)
        #expect(Duration.seconds(-3).milliseconds == 0)
        #expect(Duration.nanoseconds(1).milliseconds == 1)
        #expect(Duration.milliseconds(1).milliseconds == 1)
        #expect(Duration.microseconds(1001).milliseconds == 2)
        #expect(Duration.milliseconds(2_147_482_999).milliseconds == 2_147_482_999)
        #expect(Duration.seconds(2_147_483).milliseconds == .max)
        #expect(Duration.seconds(Int64.max).milliseconds == .max)
    }

    @Test("the library is one that the wrapper was written for")
    func version() {
        #expect(libraryVersion.hasPrefix("4."))
    }
}
