import Experiments
import Foundation
import Hashing
import Ledger
import Scheduling
import Testing
import Wire
import ZeroMQ

@testable import Fleet
@testable import FleetTestWorker

@Suite("A coordinator with workers of its own", .serialized, .timeLimit(.minutes(2)))
struct CoordinatorTests {
    @Test("does every job once, tells its progress and leaves nobody behind")
    func completes() throws {
        let scene = try Scene(jobs: 40) { scene, _ in "note \(scene.notes)" }
        let end = try scene.coordinate(workers: 2).value()

        #expect(end.reason == .complete)
        #expect(end.snapshot.progress.done == 40)
        #expect(end.snapshot.alarms == 0)
        #expect(Set(scene.noted().map(\.job)).count == 40)
        #expect(Set(scene.noted().map(\.process)).allSatisfy { !isAlive($0) })
        #expect(try scene.attempts().count { $0.end == .done && $0.cost != nil } == 40)
        #expect(try scene.losses() == 0)
        #expect(try PrivateDirectory(of: scene.directory).names.isEmpty)
    }

    @Test("finds nothing to do in a finished run")
    func repeats() throws {
        let scene = try Scene(jobs: 3) { scene, _ in "note \(scene.notes)" }
        _ = try scene.coordinate(workers: 1).value()
        let noted = scene.noted().count
        let end = try scene.coordinate(workers: 1).value()

        #expect(end.reason == .complete)
        #expect(end.snapshot.progress.done == 3)
        #expect(scene.noted().count == noted)
    }

    @Test("gives the job of a worker that was killed to another")
    func killedWorker() throws {
        let scene = try Scene(jobs: 4) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let run = scene.coordinate(workers: 2)
        try eventually("two jobs run") { scene.noted().count == 2 }
        let victim = scene.noted()[0]
        #expect(getpgid(victim.process) == victim.process, "a terminal's signals do not reach a worker")
        kill(victim.process, SIGKILL)
        try eventually("the job runs again") { scene.noted().count { $0.job == victim.job } == 2 }
        try scene.openGate()

        #expect(try run.value().snapshot.progress.done == 4)
        let attempts = try scene.attempts()
        #expect(attempts.count { $0.end == .done } == 4)
        // The duplicates and prefetched jobs of the victim may have been lost with it; the job it ran was, for certain.
        #expect(attempts.contains { $0.end == .lost && "\($0.attempt.job)" == victim.job })
        #expect(attempts.allSatisfy { $0.failure == nil }, "a kill from outside is no job's fault")
    }

    @Test("quarantines a job that kills its workers, with the evidence")
    func deadlyJob() throws {
        let scene = try Scene(["say the end is near\ndie \(SIGABRT)", "job 1", "job 2"])
        let end = try scene.coordinate(workers: 2).value()

        #expect(end.reason == .complete)
        #expect(end.snapshot.progress.done == 2)
        #expect(end.snapshot.progress.failed == 1)
        let failure = try #require(try scene.failure(ofJob: 0))
        #expect(failure.signal == Int(SIGABRT))
        #expect(failure.logLines.contains("the end is near"))
    }

    @Test("records a job that fails, with its reason, and goes on")
    func failingJob() throws {
        let scene = try Scene(["fail no such thing", "job 1"])
        let end = try scene.coordinate(workers: 1).value()

        #expect(end.snapshot.progress.done == 1)
        #expect(try scene.failure(ofJob: 0)?.reason == "no such thing")
    }

    @Test("says so when the worker's program ends at once")
    func uselessProgram() throws {
        let scene = try Scene(["job"])
        let command = WorkerCommand(executable: ScriptedRun.program, arguments: ["exit", "7"], environment: [:])
        let error = #expect(throws: LetheError.self) { _ = try scene.coordinate(workers: 2, command: command).value() }

        #expect(error?.code == "worker.ends-at-once")
        #expect(error?.message.contains("exit code 7") == true)
    }

    @Test("says so when there is no such program")
    func noProgram() throws {
        let scene = try Scene(["job"])
        let command = WorkerCommand(executable: "/nowhere/lethe", arguments: [], environment: [:])
        let error = #expect(throws: LetheError.self) { _ = try scene.coordinate(workers: 1, command: command).value() }

        #expect(error?.code == "worker.cannot-start")
        #expect(try PrivateDirectory(of: scene.directory).names.isEmpty)
    }

    @Test("refuses workers that compute other bits, and says so")
    func otherBits() throws {
        let scene = try Scene(["job"])
        let run = InBackground { () -> SweepEnd in
            let run = try scene.run()
            let pool = try run.pool(workers: 2)
            try pool.start()
            return try run.coordinator { $0.knownAnswer = Digest(sha256: "right") }.run(pool: pool, stop: scene.stop)
        }
        let error = #expect(throws: LetheError.self) { _ = try run.value() }
        #expect(error?.code == "worker.refused")
        #expect(error?.message.contains("known-answer") == true)
        #expect(scene.noted().isEmpty)
    }

    @Test("ignores frames that are no messages")
    func malformedFrames() throws {
        let scene = try Scene(jobs: 2) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let run = scene.coordinate(workers: 1)
        try eventually("a job runs") { scene.noted().count == 1 }
        let endpoint = try scene.run().endpoint
        try send(
            [[[]], [[0xFF, 0x00, 0x13]], [[1], [2], [3]], [Array("hello".utf8)]],
            named: "stranger",
            to: endpoint
        )
        try send([WorkerMessage.leaving.encode()].map { [$0] }, named: "with space", to: endpoint)
        // Whoever asks after them in the same queue is answered after them.
        #expect(try StatusQuery.ask(endpoint, patience: .seconds(30))?.progress.total == 2)
        try scene.openGate()

        #expect(try run.value().snapshot.progress.done == 2)
    }

    private func send(_ messages: [[[UInt8]]], named name: String, to endpoint: Endpoint) throws {
        let socket = try PeerSocket.dealer(named: WorkerID(name), to: endpoint)
        for message in messages {
            try eventually("a frame is sent") { try socket.send(message) == .queued }
        }
    }

    @Test("finishes what runs at a first request to stop, and can be resumed")
    func drains() throws {
        let scene = try Scene(jobs: 20) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let drained = InBackground { [scene] in
            let run = try scene.run()
            let pool = try run.pool(workers: 2)
            try pool.start()
            return try run.coordinator().run(pool: pool, stop: scene.stop)
        }
        try eventually("two jobs run") { scene.noted().count == 2 }
        scene.stop.request()
        // The workers have been told once the coordinator's answer to a later question is here.
        _ = try StatusQuery.ask(try scene.run().endpoint, patience: .seconds(30))
        try scene.openGate()
        let end = try drained.value()

        #expect(end.reason == .drained)
        #expect(end.snapshot.isDraining)
        let done = end.snapshot.progress.done
        #expect((2..<20).contains(done))
        #expect(scene.noted().count == done)
        #expect(Set(scene.noted().map(\.process)).allSatisfy { !isAlive($0) })

        let rest = try Scene.resume(scene).value()
        #expect(rest.reason == .complete)
        #expect(rest.snapshot.progress.done == 20)
        #expect(try scene.losses() == 0)
    }

    @Test("ends at once at a second request to stop")
    func stopsAtOnce() throws {
        let scene = try Scene(jobs: 3) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let run = scene.coordinate(workers: 2)
        try eventually("two jobs run") { scene.noted().count == 2 }
        scene.stop.request()
        scene.stop.request()

        #expect(try run.value().reason == .stopped)
        #expect(scene.noted().map(\.process).allSatisfy { !isAlive($0) })
    }
}

extension Scene {
    /// Coordinates the rest of a scene's jobs, with nobody asking to stop.
    static func resume(_ scene: Scene) -> InBackground<SweepEnd> {
        InBackground {
            let run = try scene.run()
            let pool = try run.pool(workers: 2)
            try pool.start()
            return try run.coordinator().run(pool: pool, stop: StopRequests())
        }
    }
}
