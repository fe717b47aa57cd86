import Testing
import ZeroMQ

@Suite("Peers that die, return or misbehave")
struct PeerTests {
    static let router = SocketOptions.watching.with {
        $0.reportsUnreachable = true
        $0.takesOverNames = true
        $0.maxFrameBytes = 1000
    }

    /// Sends to a peer until the router says that it is gone.
    private func sendUntilUnreachable(_ router: borrowing Socket, to name: [UInt8]) throws -> Bool {
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            if try router.send([name, [1]]) == .unreachable { return true }
            _ = try router.poll(timeout: .milliseconds(1))
        }
        return false
    }

    @Test("a peer that was never there is unreachable, and nothing is sent")
    func unknownPeer() throws {
        let router = try Socket(.router, in: Context(), options: Self.router)
        try router.bind(ipcEndpoint())
        #expect(try router.send([Array("nobody".utf8), [1], [2]]) == .unreachable)
    }

    @Test("a peer that died becomes unreachable, and the others are served")
    func deadPeer() throws {
        let router = try Socket(.router, in: Context(), options: Self.router)
        try router.bind("tcp://127.0.0.1:*")
        let survivor = try Socket(.dealer, in: Context(), options: .named([2]))
        try survivor.connect(router.lastEndpoint)
        _ = try survivor.send([[5]])
        #expect(try router.next() == [[2], [5]])
        do {
            let mortal = try Socket(.dealer, in: Context(), options: .named([1]))
            try mortal.connect(router.lastEndpoint)
            _ = try mortal.send([[4]])
            #expect(try router.next() == [[1], [4]])
        }
        try router.event { $0 == .disconnected }
        #expect(try sendUntilUnreachable(router, to: [1]))
        #expect(try router.send([[2], [6]]) == .queued)
        #expect(try survivor.next() == [[6]])
    }

    @Test("a peer that dies within a message leaves no part of it")
    func torn() throws {
        let router = try Socket(.router, in: Context(), options: Self.router)
        try router.bind("tcp://127.0.0.1:*")
        do {
            let peer = try RawPeer(router.lastEndpoint)
            peer.introduce(as: "torn")
            peer.sendFrame([1], hasMore: false)
            peer.sendFrame([2], hasMore: true)
            #expect(try router.next() == [Array("torn".utf8), [1]])
        }
        try router.event { $0 == .disconnected }
        #expect(try sendUntilUnreachable(router, to: Array("torn".utf8)))
        #expect(try router.receive() == nil)
    }

    @Test("a peer that comes back under its name is reached, though the old connection still stands")
    func handover() throws {
        let context = try Context()
        let router = try Socket(.router, in: context, options: Self.router)
        let endpoint = ipcEndpoint()
        try router.bind(endpoint)
        let old = try Socket(.dealer, in: context, options: .named([9]))
        try old.connect(endpoint)
        _ = try old.send([[1]])
        #expect(try router.next() == [[9], [1]])
        let new = try Socket(.dealer, in: context, options: .named([9]))
        try new.connect(endpoint)
        _ = try new.send([[2]])
        #expect(try router.next() == [[9], [2]])
        #expect(try router.send([[9], [3]]) == .queued)
        #expect(try new.next() == [[3]])
        #expect(try old.receive() == nil)
    }

    @Test("a frame over the limit ends its connection and harms no other")
    func oversized() throws {
        let context = try Context()
        let router = try Socket(.router, in: context, options: Self.router)
        try router.bind("tcp://127.0.0.1:*")
        let honest = try Socket(.dealer, in: context, options: .named([1]))
        try honest.connect(router.lastEndpoint)
        let careless = try Socket(.dealer, in: context, options: .watching.with { $0.routingID = [2] })
        try careless.connect(router.lastEndpoint)
        _ = try honest.send([[1], [UInt8](repeating: 0, count: 1000)])
        #expect(try router.next().count == 3)
        _ = try careless.send([[1], [UInt8](repeating: 0, count: 1001)])
        try router.event { $0 == .disconnected }
        _ = try honest.send([[3]])
        #expect(try router.next() == [[1], [3]])
        // The connection comes back by itself; the message does not.
        try careless.event { $0 == .disconnected }
        _ = try careless.send([[4]])
        #expect(try router.next() == [[2], [4]])
        #expect(try router.receive() == nil)
    }

    @Test("what is no peer at all is sent away")
    func garbage() throws {
        let router = try Socket(.router, in: Context(), options: Self.router)
        try router.bind("tcp://127.0.0.1:*")
        let stranger = try RawPeer(router.lastEndpoint)
        stranger.introduce(as: "stranger")
        // A frame that claims to have 2^63 - 1 bytes.
        stranger.say([2, 0x7f] + [UInt8](repeating: 0xff, count: 7))
        #expect(stranger.isSentAway())
        try router.event { $0 == .disconnected }

        let foreigner = try RawPeer(router.lastEndpoint)
        foreigner.greet(mechanism: "CURVE")
        #expect(foreigner.isSentAway())
        try router.event { if case .handshakeFailed(.protocolError) = $0 { true } else { false } }

        let dealer = try Socket(.dealer, in: Context(), options: .named([1]))
        try dealer.connect(router.lastEndpoint)
        _ = try dealer.send([[8]])
        #expect(try router.next() == [[1], [8]])
        #expect(try router.receive() == nil)
    }

    @Test("a peer that does not introduce itself in time is sent away", arguments: ["", "GET / HTTP/1.1\r\n\r\n"])
    func silent(words: String) throws {
        let options = Self.router.with { $0.handshakeTimeout = .milliseconds(20) }
        let router = try Socket(.router, in: Context(), options: options)
        try router.bind("tcp://127.0.0.1:*")
        let peer = try RawPeer(router.lastEndpoint)
        peer.say(Array(words.utf8))
        try router.event { if case .handshakeFailed(.broken) = $0 { true } else { false } }
        #expect(peer.isSentAway())
    }

    @Test("a peer that answers no beat is given up")
    func beats() throws {
        let options = Self.router.with {
            $0.heartbeatInterval = .milliseconds(20)
            $0.heartbeatTimeout = .milliseconds(20)
            $0.heartbeatTimeToLive = .seconds(1)
        }
        let router = try Socket(.router, in: Context(), options: options)
        try router.bind("tcp://127.0.0.1:*")
        let peer = try RawPeer(router.lastEndpoint)
        peer.introduce(as: "mute")
        try router.event { $0 == .disconnected }
        #expect(peer.isSentAway())
    }
}
