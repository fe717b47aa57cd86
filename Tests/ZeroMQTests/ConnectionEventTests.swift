import Testing
import ZeroMQ

@Suite("Connection events")
struct ConnectionEventTests {
    @Test("both ends are told of a connection from its beginning to its end")
    func story() throws {
        let router = try Socket(.router, in: Context(), options: .watching)
        try router.bind("tcp://127.0.0.1:*")
        let endpoint = try router.lastEndpoint
        #expect(try router.event { $0 == .listening }?.endpoint == endpoint)
        do {
            let dealer = try Socket(.dealer, in: Context(), options: .watching)
            try dealer.connect(endpoint)
            #expect(try dealer.event { $0 == .connected }?.endpoint == endpoint)
            try router.event { $0 == .handshakeSucceeded }
            try dealer.disconnect(endpoint)
        }
        try router.event { $0 == .disconnected }
    }

    @Test("a client learns that nobody listens, and when it tries again")
    func nobodyListens() throws {
        let options = SocketOptions.watching.with {
            $0.reconnectInterval = .milliseconds(30)
            $0.maxReconnectInterval = .seconds(1)
        }
        let dealer = try Socket(.dealer, in: Context(), options: options)
        try dealer.connect(ipcEndpoint())
        var pauses: [Duration] = []
        while pauses.count < 2 {
            let event = try #require(try dealer.event { if case .retrying = $0 { true } else { false } })
            if case .retrying(let pause) = event.kind { pauses.append(pause) }
        }
        #expect(pauses.allSatisfy { $0 >= .milliseconds(30) && $0 <= .seconds(2) })
    }

    @Test("a socket that does not watch has no events")
    func unwatched() throws {
        let router = try Socket(.router, in: Context())
        try router.bind(ipcEndpoint())
        #expect(try router.connectionEvents() == [])
        #expect(try router.poll(timeout: .zero) == .nothing)
    }

    @Test("events that nobody takes block neither the transport nor the end")
    func untaken() throws {
        let context = try Context()
        let router = try Socket(.router, in: context, options: .watching)
        let endpoint = ipcEndpoint()
        try router.bind(endpoint)
        // Each connection makes three events or more: together more than libzmq's queues hold by default.
        for number in UInt16(0)..<800 {
            let name: [UInt8] = [1, UInt8(number & 255), UInt8(number >> 8)]
            let dealer = try Socket(.dealer, in: context, options: SocketOptions.watching.with { $0.routingID = name })
            try dealer.connect(endpoint)
            _ = try dealer.send([[1]])
            #expect(try router.next() == [name, [1]])
        }
        #expect(try router.connectionEvents().count > 2000)
    }
}
