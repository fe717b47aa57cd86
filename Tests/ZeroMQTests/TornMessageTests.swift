import Testing
import ZeroMQ

@Suite("Messages torn by a lost connection")
struct TornMessageTests {
    /// So many frames that a connection is lost between two of them rather than between two messages.
    static let long = [[UInt8]](repeating: [], count: 50_000)

    @Test("the first message after a connection was lost within another one arrives")
    func nextMessage() async throws {
        let endpoint = ipcEndpoint()
        let options = SocketOptions().with {
            $0.sendsOnlyWhenConnected = true
            $0.reconnectInterval = .milliseconds(1)
            $0.sendQueueLimit = 0
            $0.linger = .zero
        }
        let dealer = try Socket(.dealer, in: Context(), options: options)
        try dealer.connect(endpoint)
        for round in UInt8(0)..<5 {
            let router = try Socket(.router, in: Context(), options: SocketOptions().with { $0.linger = .zero })
            try router.bind(endpoint)
            #expect(try dealer.poll(sending: true, timeout: patience).canSend)
            #expect(try dealer.send([[round], [round]]) == .queued)
            #expect(try router.next().dropFirst() == [[round], [round]])

            let parcel = Parcel(router)
            async let closing: Void = { _ = parcel.open() }()
            while try dealer.send(Self.long) == .queued {}
            await closing
        }
    }
}
