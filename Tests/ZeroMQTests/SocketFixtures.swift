import Foundation
import Testing
import ZeroMQ

/// What a test waits for must come within this time, however busy the machine; waiting ends as soon as it does.
let patience = Duration.seconds(30)

/// Where the tests' ipc endpoints are, until the tests end: libzmq leaves their files behind.
private let endpointDirectory: URL = {
    let directory = FileManager.default.temporaryDirectory.appending(path: "z-\(UUID().uuidString.prefix(8))")
    try? FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(at: endpointDirectory) }
    return directory
}()

/// An ipc endpoint of its own, short enough for a socket address.
func ipcEndpoint() -> String {
    "ipc://" + endpointDirectory.appending(path: "\(UUID().uuidString.prefix(8))").path
}

extension SocketOptions {
    static func named(_ routingID: [UInt8]) -> SocketOptions {
        var options = SocketOptions()
        options.routingID = routingID
        return options
    }

    static var watching: SocketOptions {
        var options = SocketOptions()
        options.watchesConnections = true
        return options
    }

    func with(_ change: (inout SocketOptions) -> Void) -> SocketOptions {
        var options = self
        change(&options)
        return options
    }
}

extension Socket {
    /// Waits for the next message.
    func next(_ location: SourceLocation = #_sourceLocation) throws -> [[UInt8]] {
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            if let frames = try receive() { return frames }
            _ = try poll(timeout: patience)
        }
        Issue.record("no message came", sourceLocation: location)
        return []
    }

    /// Waits until an event of some kind was reported, and returns it; earlier ones are passed over.
    @discardableResult
    func event(
        _ location: SourceLocation = #_sourceLocation,
        where isWanted: (ConnectionEvent.Kind) -> Bool
    ) throws -> ConnectionEvent? {
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            // Later events of the same batch are dropped: no test waits for two that could come together.
            if let event = try connectionEvents().first(where: { isWanted($0.kind) }) { return event }
            _ = try poll(timeout: patience)
        }
        Issue.record("no such event came", sourceLocation: location)
        return nil
    }
}
