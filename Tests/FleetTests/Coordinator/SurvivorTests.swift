import Experiments
import Foundation
import GRDB
import Scheduling
import Testing

@testable import Fleet
@testable import FleetTestWorker
@testable import Ledger

@Suite("Workers that outlive their coordinator", .serialized, .timeLimit(.minutes(2)))
struct SurvivorTests {
    @Test("are adopted with the jobs they run: nothing is lost, nothing done twice")
    func adoption() throws {
        let scene = try Scene(jobs: 6) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let first = try scene.spawnRun(workers: 2)
        try eventually("two jobs run") { scene.noted().count == 2 }
        first.send(SIGKILL)
        #expect(try first.end().status == SIGKILL)
        let survivors = Set(scene.noted().map(\.process))
        #expect(survivors.count == 2)
        #expect(survivors.allSatisfy(isAlive))

        let second = try scene.spawnRun(workers: 2)
        let endpoint = try scene.run().endpoint
        try eventually("both have joined again") { try StatusQuery.ask(endpoint)?.workers.count == 2 }
        try scene.openGate()

        #expect(try second.end() == ("complete done=6 failed=0", 0))
        #expect(Set(scene.noted().map(\.process)) == survivors)
        #expect(try scene.attempts().count { $0.end == .done } == 6)
        #expect(try scene.losses() == 0)
        try eventually("the survivors end") { !survivors.contains(where: isAlive) }
    }

    @Test("are replaced once they end")
    func replacement() throws {
        let scene = try Scene(jobs: 3) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let first = try scene.spawnRun(workers: 1)
        try eventually("a job runs") { scene.noted().count == 1 }
        first.send(SIGKILL)
        _ = try first.end()
        let second = try scene.spawnRun(workers: 1)
        let endpoint = try scene.run().endpoint
        try eventually("the survivor has joined again") { try StatusQuery.ask(endpoint)?.workers.count == 1 }
        kill(scene.noted()[0].process, SIGKILL)
        try eventually("the job runs again") { scene.noted().count == 2 }
        try scene.openGate()

        #expect(try second.end() == ("complete done=3 failed=0", 0))
    }

    @Test("exit when nobody comes")
    func orphans() throws {
        let scene = try Scene(jobs: 1) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let endpoint = try scene.run().endpoint
        let log = scene.path + "/worker.log"
        let worker = InBackground { () -> ProcessEnd in
            let command = ScriptedRun.workerCommand(endpoint, patience: 0.2)
            let presence = PresenceFile(of: .fresh("w"), in: try PrivateDirectory(of: scene.directory))
            let descriptor = try presence.create()
            let child = try ChildProcess.spawn(command, log: log, presence: descriptor)
            close(descriptor)
            child.waitForEnd()
            presence.remove()
            return child.reap()
        }
        #expect(try worker.value() == .exited(code: 3))
    }

    @Test("keep what a full disk kept from being recorded")
    func fullDisk() throws {
        let scene = try Scene(jobs: 300) { scene, _ in "note \(scene.notes)" }
        let failed = InBackground { () -> SweepEnd in
            let run = try scene.run()
            try run.ledger.pool.writeWithoutTransaction { database in
                let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                try database.execute(sql: "PRAGMA max_page_count = \(pages + 8)")
            }
            let pool = try run.pool(workers: 2)
            try pool.start()
            return try run.coordinator().run(pool: pool, stop: scene.stop)
        }
        let error = #expect(throws: LetheError.self) { _ = try failed.value() }
        #expect(error?.code == "ledger.disk-full")
        let workers = Set(scene.noted().map(\.process))
        #expect(workers.allSatisfy(isAlive))

        let end = try Scene.resume(scene).value()
        #expect(end.reason == .complete)
        #expect(end.snapshot.progress.done == 300)
        #expect(try scene.losses() == 0)
        #expect(Set(scene.noted().map(\.process)) == workers)
    }

    @Test("belong to one coordinator: a second one is refused and told who is at work")
    func secondCoordinator() throws {
        let scene = try Scene(jobs: 1) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let first = try scene.spawnRun(workers: 1)
        try eventually("a job runs") { scene.noted().count == 1 }
        let second = try scene.spawnRun(workers: 1).end()
        #expect(second.status == 1)
        #expect(second.output.contains("run.locked"))
        #expect(second.output.contains("in use by process"))
        try scene.openGate()

        #expect(try first.end() == ("complete done=1 failed=0", 0))
    }

    @Test("are interrupted by their coordinator, not by the terminal")
    func signals() throws {
        let scene = try Scene(jobs: 8) { scene, _ in "note \(scene.notes)\nawait \(scene.gate)" }
        let run = try scene.spawnRun(workers: 1)
        try eventually("a job runs") { scene.noted().count == 1 }
        run.send(SIGINT)
        _ = try StatusQuery.ask(try scene.run().endpoint, patience: .seconds(30))
        try scene.openGate()
        let end = try run.end()

        #expect(end.status == 130)
        #expect(end.output.hasPrefix("drained"))
    }
}
