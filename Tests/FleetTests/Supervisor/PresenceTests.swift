import Experiments
import Foundation
import Hashing
import Scheduling
import Testing

@testable import Fleet
@testable import FleetTestWorker

@Suite("Presence files")
struct PresenceTests {
    @Test(
        "say what was written",
        arguments: [nil, .dismissed, .orphaned, .stopped, .refused(reason: "other=numerics")] as [WorkerSession.Exit?]
    )
    func record(exit: WorkerSession.Exit?) {
        var record = PresenceRecord()
        record.process = 17
        record.hasJoined = true
        record.executing = JobID(Digest(sha256: "a job"))
        record.exit = exit
        #expect(PresenceRecord(text: record.text) == record)
    }

    @Test(
        "say nothing where they hold something else",
        arguments: ["", "\0\0", "process\n=\n==", "executing=xyz\njoined=1"]
    )
    func damaged(text: String) {
        #expect(PresenceRecord(text: text) == PresenceRecord())
    }

    @Test("are held from a worker's start to its death, without its supervisor")
    func lock() throws {
        let scene = try Scene()
        let directory = try PrivateDirectory(scene.path + "/presence")
        let presence = PresenceFile(of: WorkerID("w1"), in: directory)
        let descriptor = try presence.create()
        let command = ScriptedRun.workerCommand(try directory.endpoint(), patience: 60)
        let child = try ChildProcess.spawn(command, log: scene.path + "/log", presence: descriptor)
        close(descriptor)

        #expect(presence.isHeld)
        #expect(PresenceFile.all(in: directory).map(\.worker) == [WorkerID("w1")])
        let watch = InBackground { presence.waitForEnd() }
        #expect(!watch.isDone)
        child.send(signal: SIGKILL)
        try watch.value()
        #expect(!presence.isHeld)
        #expect(child.reap() == .signalled(Int(SIGKILL)))
    }
}

@Suite("What a supervisor reads")
struct EvidenceTests {
    @Test("a process's end from its status")
    func processEnd() {
        #expect(ProcessEnd(status: 0) == .exited(code: 0))
        #expect(ProcessEnd(status: 7 << 8) == .exited(code: 7))
        #expect(ProcessEnd(status: 9) == .signalled(9))
        #expect(ProcessEnd(status: 6 | 0x80) == .signalled(6), "with a core dump")
    }

    @Test("the count of memory kills")
    func memoryKills() {
        #expect(MemoryKills.count() >= 0)
    }

    @Test("the last lines of the current worker's log, and no more of it than fits")
    func log() throws {
        let scene = try Scene()
        let path = scene.path + "/worker.log"
        try Data("of an earlier worker\n".utf8).write(to: URL(filePath: path))
        var log = WorkerLog(path: path)
        log.begin()
        #expect(log.lastLines().isEmpty)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        for number in 0..<100 { try handle.write(contentsOf: Data("line \(number)\n".utf8)) }
        #expect(log.lastLines(3) == ["line 97", "line 98", "line 99"])
        #expect(log.lastLines().count == 20)
        try handle.write(contentsOf: Data(repeating: UInt8(ascii: "x"), count: 5 << 20))
        log.cut()
        #expect(log.lastLines().isEmpty)
    }

    @Test("restarts come slower and slower, to a limit")
    func delays() {
        let policy = RestartPolicy()
        #expect((1...4).map(policy.delay) == [100, 200, 400, 800].map(Duration.milliseconds))
        #expect(policy.delay(afterDeaths: 1000) == policy.longestDelay)
    }
}
