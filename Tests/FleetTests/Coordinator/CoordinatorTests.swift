import Experiments
import Foundation
import GRDB
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

    @Test("counts deaths on after a restart, and anew once they are forgiven")
    func deathsAcrossRestarts() throws {
        // The second job keeps a worker busy, so that the run can be stopped after a death.
        let scene = try Scene(jobs: 2) { scene, number in
            number == 0 ? "note \(scene.notes)\ndie \(SIGABRT)" : "await \(scene.gate)"
        }
        let first = scene.coordinate(workers: 1)
        try eventually("the job has killed a worker") { try scene.losses() == 1 }
        scene.stop.request()
        scene.stop.request()
        _ = try first.value()
        let before = scene.noted().count
        #expect((1...2).contains(before))

        try scene.openGate()
        #expect(try Scene.resume(scene).value().snapshot.progress.failed == 1)
        #expect(scene.noted().count == 3, "three deaths in all")

        #expect(try scene.run().ledger.reopenFailures() == 1)
        #expect(try Scene.resume(scene).value().snapshot.progress.failed == 1)
        #expect(scene.noted().count == 6, "and three more")
    }

    @Test("records a job that fails, with its reason, and goes on")
    func failingJob() throws {
        let scene = try Scene(["fail no such thing", "job 1"])
        let end = try scene.coordinate(workers: 1).value()

        #expect(end.snapshot.progress.done == 1)
        #expect(try scene.failure(ofJob: 0)?.reason == "no such thing")
    }

    @Test("kills a worker whose job told progress and hangs, and gives the job to another")
    func hangingJob() throws {
        let scene = try Scene(jobs: 1) { scene, _ in "hang-once \(scene.gate)\ntoil 400" }
        var policy = PoolPolicy()
        policy.heartbeatInterval = .milliseconds(100)
        policy.stallDuration = .seconds(2)
        policy.stallFactor = 2
        policy.cancelPatience = .milliseconds(300)
        let end = try scene.coordinate(workers: 1, policy: policy).value()

        #expect(end.reason == .complete && end.snapshot.progress.done == 1)
        let attempts = try scene.attempts().sorted { $0.attempt.id < $1.attempt.id }
        #expect(attempts.map(\.end) == [.lost, .done])
        #expect(attempts[0].failure?.reason.contains("no progress") == true)
        let hung = try #require(try pid_t(String(contentsOfFile: scene.gate, encoding: .utf8).dropLast()))
        #expect(!isAlive(hung))
    }

    @Test("lets a job take as long as it takes while it works, and while it says nothing")
    func longJob() throws {
        let scene = try Scene(["toil 1500", "sleep 1500000"])
        var policy = PoolPolicy()
        policy.heartbeatInterval = .milliseconds(50)
        // A tenth of what the jobs take, if they were silent after they told progress.
        policy.stallDuration = .milliseconds(150)
        policy.stallFactor = 20
        let end = try scene.coordinate(workers: 2, policy: policy).value()
        #expect(end.snapshot.progress.done == 2)
        #expect(try scene.losses() == 0)
    }

    @Test("takes nobody for lost while its ledger is kept locked, for longer than a lease lasts")
    func lockedLedger() throws {
        let scene = try Scene(jobs: 30) { scene, _ in "note \(scene.notes)\nsleep 20000" }
        var policy = PoolPolicy()
        policy.heartbeatInterval = .milliseconds(200)
        policy.leaseDuration = .seconds(2)
        let run = scene.coordinate(workers: 2, policy: policy)
        try eventually("jobs run") { scene.noted().count > 3 }
        let viewer = try DatabaseQueue(path: scene.directory.ledger)
        try viewer.inDatabase { database in
            try database.execute(sql: "PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE")
            usleep(4_000_000)
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try run.value().snapshot.progress.done == 30)
        #expect(try scene.losses() == 0)
    }

    @Test("says so and ends where its only host lacks what is left, and goes on once that is there")
    func stuck() throws {
        let scene = try Scene(jobs: 6) { scene, number in number < 3 ? "need \(scene.gate)" : "" }
        let end = try scene.coordinate(workers: 2, policy: .ofOneHost).value()
        guard case .stuck(let reasons) = end.reason else {
            Issue.record("it ended as \(end)")
            return
        }
        #expect(reasons == ["there is no \(scene.gate)"])
        #expect(end.snapshot.progress.done == 3 && end.snapshot.progress.failed == 0)
        try scene.openGate()
        #expect(try scene.coordinate(workers: 2).value().snapshot.progress.done == 6)
    }

    @Test("does not listen at an address where another coordinator does, and leaves that alone")
    func addressInUse() throws {
        let scene = try Scene(jobs: 2) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let first = scene.coordinate(workers: 1)
        try eventually("a job runs") { scene.noted().count == 1 }
        let endpoint = try scene.run().endpoint
        let other = try Scene(["job"])
        let error = #expect(throws: LetheError.self) {
            _ = try other.run().coordinator { $0.endpoint = endpoint }.run(stop: other.stop)
        }
        #expect(error?.code == "endpoint.in-use")
        #expect(error?.message.contains("process \(getpid())") == true)
        #expect(try StatusQuery.ask(endpoint, patience: .seconds(30))?.progress.total == 2)
        try scene.openGate()
        #expect(try first.value().snapshot.progress.done == 2)
        #expect(try PrivateDirectory(of: scene.directory).names.isEmpty)
    }

    @Test("does not replace a file that is no socket")
    func noSocket() throws {
        let scene = try Scene(["job"])
        let sockets = try PrivateDirectory(of: scene.directory)
        let endpoint = try scene.run().endpoint
        try Data("mine".utf8).write(to: URL(filePath: sockets.file("socket")))
        let error = #expect(throws: LetheError.self) {
            _ = try scene.run().coordinator { $0.endpoint = endpoint }.run(stop: scene.stop)
        }
        #expect(error?.code == "endpoint.cannot-bind")
        #expect(try String(contentsOfFile: sockets.file("socket"), encoding: .utf8) == "mine")
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

extension PoolPolicy {
    /// The rules of a pool to which nobody else will come.
    static var ofOneHost: PoolPolicy {
        var policy = PoolPolicy()
        policy.patience = .ofOneHost(passing: .seconds(60))
        return policy
    }
}
