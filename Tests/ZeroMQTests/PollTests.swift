import Foundation
import Testing
import ZeroMQ

@Suite("Waiting")
struct PollTests {
    @Test("a wait with nothing to come lasts its time and ends")
    func timeout() throws {
        let router = try Socket(.router, in: Context())
        #expect(try router.poll(timeout: .zero) == .nothing)
        #expect(try router.poll(timeout: .seconds(-1)) == .nothing)
        let start = ContinuousClock.now
        #expect(try router.poll(timeout: .milliseconds(30)) == .nothing)
        // The transport's clock counts whole milliseconds.
        #expect(ContinuousClock.now - start >= .milliseconds(29))
    }

    @Test("file descriptors wake a wait and stay ready until they are read")
    func descriptors() throws {
        let router = try Socket(.router, in: Context())
        let (quiet, ringing) = (Pipe(), Pipe())
        let descriptors = [quiet, ringing].map(\.fileHandleForReading.fileDescriptor)
        #expect(try router.poll(alongside: descriptors, timeout: .zero) == .nothing)
        try ringing.fileHandleForWriting.write(contentsOf: Data([1]))
        for _ in 0..<2 {
            #expect(try router.poll(alongside: descriptors, timeout: nil).descriptors == [descriptors[1]])
        }
        _ = ringing.fileHandleForReading.availableData
        #expect(try router.poll(alongside: descriptors, timeout: .zero) == .nothing)
        try quiet.fileHandleForWriting.close()
        #expect(try router.poll(alongside: descriptors, timeout: nil).descriptors == [descriptors[0]])
    }

    @Test("all that is ready is told at once")
    func everything() throws {
        let context = try Context()
        let router = try Socket(.router, in: context, options: .watching)
        let endpoint = ipcEndpoint()
        try router.bind(endpoint)
        let dealer = try Socket(.dealer, in: context, options: .named([1]))
        try dealer.connect(endpoint)
        _ = try dealer.send([[1]])
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data([1]))
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        while try !router.poll(timeout: patience).canReceive {}
        let readiness = try router.poll(sending: true, alongside: [descriptor], timeout: nil)
        #expect(readiness.canReceive && readiness.canSend && readiness.hasConnectionEvents)
        #expect(readiness.descriptors == [descriptor])

        #expect(try router.next() == [[1], [1]])
        #expect(try router.connectionEvents().contains { $0.kind == .handshakeSucceeded })
        let rest = try router.poll(alongside: [descriptor], timeout: nil)
        #expect(!rest.canReceive && !rest.canSend && !rest.hasConnectionEvents)
    }
}
