import Experiments
import Foundation
import Scheduling
import Testing
import ZeroMQ

@testable import Fleet
@testable import FleetTestWorker

@Suite("A supervisor of workers for a coordinator elsewhere", .serialized, .timeLimit(.minutes(2)))
struct SupervisorTests {
    @Test("keeps its workers alive, tells of their deaths and ends with the sweep")
    func supervises() throws {
        let scene = try Scene(["say goodbye\ndie \(SIGABRT)"] + (0..<10).map { "job \($0)" })
        let endpoint = try Self.freePort()
        let coordinator = InBackground { () -> SweepEnd in
            let run = try scene.run()
            return try run.coordinator { $0.endpoint = endpoint }.run(stop: scene.stop)
        }
        let supervisor = try RunningProgram(["supervise", endpoint.description, "2", scene.path])

        let end = try coordinator.value()
        #expect(end.snapshot.progress.done == 10)
        #expect(end.snapshot.progress.failed == 1)
        #expect(try scene.failure(ofJob: 0)?.signal == Int(SIGABRT))
        #expect(try supervisor.end() == ("dismissed", 0))
    }

    /// A port that the system has just given and taken back.
    private static func freePort() throws -> Endpoint {
        let socket = try PeerSocket.router(at: try Endpoint("tcp://127.0.0.1:*"))
        return try Endpoint(try socket.lastEndpoint)
    }
}
