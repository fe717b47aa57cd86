import Testing
import ZeroMQ

@Suite("Messages")
struct MessageTests {
    @Test("frames travel both ways unchanged", arguments: ["tcp://127.0.0.1:*", ipcEndpoint()])
    func roundTrip(endpoint: String) throws {
        let context = try Context()
        let router = try Socket(.router, in: context)
        try router.bind(endpoint)
        let dealer = try Socket(.dealer, in: context, options: .named(Array("worker".utf8)))
        try dealer.connect(router.lastEndpoint)

        let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let messages: [[[UInt8]]] = [[[1]], [[]], [[], []], [[1, 2], [], large, [3]], [large]]
        for message in messages {
            #expect(try dealer.send(message) == .queued)
            #expect(try router.next() == [Array("worker".utf8)] + message)
            #expect(try router.send([Array("worker".utf8)] + message) == .queued)
            #expect(try dealer.next() == message)
        }
        #expect(try dealer.receive() == nil)
        #expect(try router.receive() == nil)
    }

    @Test("each peer gets what is sent to its name, in order")
    func routing() throws {
        let context = try Context()
        let router = try Socket(.router, in: context)
        let endpoint = ipcEndpoint()
        try router.bind(endpoint)
        let one = try Socket(.dealer, in: context, options: .named([1]))
        let other = try Socket(.dealer, in: context, options: .named([2]))
        try one.connect(endpoint)
        try other.connect(endpoint)
        _ = try one.send([[0]])
        _ = try other.send([[0]])
        #expect(try Set([router.next(), router.next()]) == [[[1], [0]], [[2], [0]]])
        for number in UInt8(0)..<100 {
            #expect(try router.send([[1 + number % 2], [number]]) == .queued)
        }
        for number in stride(from: UInt8(0), to: 100, by: 2) {
            #expect(try one.next() == [[number]])
            #expect(try other.next() == [[number + 1]])
        }
    }

    @Test("nothing is sent before there is a connection, if so wished")
    func onlyWhenConnected() throws {
        let context = try Context()
        let endpoint = ipcEndpoint()
        let dealer = try Socket(
            .dealer,
            in: context,
            options: SocketOptions().with { $0.sendsOnlyWhenConnected = true }
        )
        try dealer.connect(endpoint)
        #expect(try dealer.send([[1], [2]]) == .wouldBlock)
        #expect(try dealer.poll(sending: true, timeout: .zero) == .nothing)

        let router = try Socket(.router, in: context)
        try router.bind(endpoint)
        #expect(try dealer.poll(sending: true, timeout: patience).canSend)
        #expect(try dealer.send([[3], [4]]) == .queued)
        #expect(try router.next().dropFirst() == [[3], [4]])
    }

    @Test("a full queue is told as such")
    func fullQueue() throws {
        let context = try Context()
        let options = SocketOptions().with {
            $0.sendQueueLimit = 1
            $0.linger = .zero
        }
        let dealer = try Socket(.dealer, in: context, options: options)
        try dealer.connect(ipcEndpoint())
        let deliveries = try (0..<10).map { _ in try dealer.send([[1]]) }
        #expect(deliveries.first == .queued)
        #expect(deliveries.last == .wouldBlock)
    }

    @Test("a socket keeps its context, and may be used on the thread it is handed to")
    func handedOver() async throws {
        let endpoint = ipcEndpoint()
        let router = try Socket(.router, in: Context())
        try router.bind(endpoint)
        let dealer = try Socket(.dealer, in: Context())
        try dealer.connect(endpoint)
        _ = try dealer.send([[7]])
        let parcel = Parcel(router)
        let echoed = Task.detached {
            guard let router = parcel.open() else { return false }
            return try router.send(router.next()) == .queued
        }
        #expect(try await echoed.value)
        #expect(try dealer.next() == [[7]])
    }
}
