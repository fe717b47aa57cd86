import Experiments
import Foundation
import Ledger
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

    @Test("two of them: what really fails has failed once both showed it")
    func twoHosts() throws {
        let scene = try Scene(["fail no such thing", "job 1", "job 2"])
        let endpoint = try Self.freePort()
        let coordinator = InBackground { () -> SweepEnd in
            let run = try scene.run()
            return try run.coordinator {
                $0.endpoint = endpoint
                $0.policy = PoolPolicy()
            }.run(stop: scene.stop)
        }
        let supervisors = try ["one", "two"].map { name in
            try FileManager.default.createDirectory(atPath: scene.path + "/" + name, withIntermediateDirectories: true)
            return try RunningProgram(["supervise", endpoint.description, "1", scene.path + "/" + name])
        }
        let end = try coordinator.value()
        #expect(end.snapshot.progress.done == 2 && end.snapshot.progress.failed == 1)
        for supervisor in supervisors { #expect(try supervisor.end() == ("dismissed", 0)) }
        let failures = try scene.attempts().filter { $0.end == .failed }
        #expect(failures.count == 2 && Set(failures.map(\.worker)).count == 2)
        #expect(try scene.failure(ofJob: 0)?.reason == "no such thing (on 2 hosts)")
    }

    @Test("a coordinator that restarts waits for the workers that its ledger names")
    func restart() throws {
        let scene = try Scene(jobs: 4) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let endpoint = try Self.freePort()
        let coordinate = { (stop: StopRequests) in
            InBackground { () -> SweepEnd in
                let run = try scene.run()
                return try run.coordinator { $0.endpoint = endpoint }.run(stop: stop)
            }
        }
        let firstStop = StopRequests()
        let first = coordinate(firstStop)
        let supervisor = try RunningProgram(["supervise", endpoint.description, "2", scene.path])
        try eventually("two jobs run") { scene.noted().count == 2 }
        // Asked twice it ends at once, and its workers go on.
        firstStop.request()
        firstStop.request()
        #expect(try first.value().reason == .stopped)
        #expect(try scene.run().ledger.presentWorkers().count == 2)
        let second = coordinate(scene.stop)
        try scene.openGate()
        #expect(try second.value().snapshot.progress.done == 4)
        #expect(try supervisor.end() == ("dismissed", 0))
        #expect(scene.noted().count == 4, "nothing was done twice")
        #expect(try scene.run().ledger.presentWorkers() == [])
    }

    /// A port that the system has just given and taken back.
    private static func freePort() throws -> Endpoint {
        let socket = try PeerSocket.router(at: try Endpoint("tcp://127.0.0.1:*"))
        return try Endpoint(try socket.lastEndpoint)
    }
}
