import Experiments
import Foundation
import Testing

@testable import Ledger

@Suite("The lock on a run directory")
struct RunLockTests {
    private let temporary: TemporaryDirectory
    private let run: RunDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        run = RunDirectory(temporary.file("runs/first"))
    }

    private let holder = LockHolder(process: 4711, host: "node-7", since: Sample.noon)

    @Test("a second coordinator is told who holds the lock, and gets it afterwards")
    func exclusion() throws {
        #expect(run.coordinator() == nil)
        do {
            let lock = try run.lock(as: holder)
            #expect(run.coordinator() == holder)
            let error = #expect(throws: LetheError.self) {
                _ = try run.lock(as: LockHolder(process: 1, host: "other", since: Sample.noon))
            }
            #expect(error?.code == "run.locked")
            #expect(error?.message.contains("process 4711 on node-7 since 2023-11-14T22:13:20Z") == true)
            // The loser leaves the holder's name alone.
            #expect(run.coordinator() == holder)
            withExtendedLifetime(lock) {}
        }
        #expect(run.coordinator() == nil)
        let next = LockHolder(process: 12, host: "b", since: Sample.noon + 60)
        let lock = try run.lock(as: next)
        #expect(run.coordinator() == next)
        withExtendedLifetime(lock) {}
    }

    @Test("the lock dies with its process, and is not passed on to the process's children")
    func death() async throws {
        let path = run.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let run = RunDirectory(path)
            let lock = try run.lock(as: LockHolder(process: 99, host: "child", since: Date()))
            // Outlives this process and holds whatever it inherited.
            let survivor = Process()
            survivor.executableURL = URL(filePath: "/bin/sleep")
            survivor.arguments = ["600"]
            try survivor.run()
            try Data(String(survivor.processIdentifier).utf8).write(to: URL(filePath: path + "/survivor"))
            kill(getpid(), SIGKILL)
            withExtendedLifetime(lock) {}
        }
        let survivor = try #require(Int32(try String(contentsOfFile: path + "/survivor", encoding: .utf8)))
        defer { kill(survivor, SIGKILL) }
        #expect(kill(survivor, 0) == 0)
        #expect(run.coordinator() == nil)
        let lock = try run.lock(as: holder)
        withExtendedLifetime(lock) {}
    }

    @Test("a lock file with other content does not hide that the run is locked")
    func unreadableHolder() throws {
        let lock = try run.lock(as: holder)
        try Data("nonsense".utf8).write(to: URL(filePath: run.lockFile))
        let error = #expect(throws: LetheError.self) { _ = try run.lock(as: holder) }
        #expect(error?.message.contains("another coordinator") == true)
        withExtendedLifetime(lock) {}
    }

    @Test("a directory that cannot be made is an error that names it")
    func impossible() throws {
        try Data().write(to: URL(filePath: temporary.file("file")))
        let error = #expect(throws: LetheError.self) {
            _ = try RunDirectory(temporary.file("file/run")).lock(as: holder)
        }
        #expect(error?.code == "run.cannot-create")
    }
}
