import Foundation
import Testing

extension EndToEnd {
    @Suite("Reading a run without the right to write")
    struct ReadingTests {
        /// A run, its tables, and places of their own for whoever reads it.
        private func sandbox(of sweep: String) throws -> Sandbox {
            let sandbox = try Sandbox(sweep)
            try sandbox.permit(0o755, ".")
            for name in ["out", "tmp"] {
                let path = "\(sandbox.path)/\(name)"
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
                try sandbox.permit(0o777, name)
            }
            return sandbox
        }

        private func lethe(
            _ arguments: String,
            as intruder: Intruder,
            _ sandbox: Sandbox
        ) async throws -> Program.Ending {
            try await sandbox.shell(
                intruder.command("\"$LETHE\" \(arguments)", on: "run"),
                environment: ["TMPDIR": sandbox.path + "/tmp"]
            )
        }

        private func readsAll(_ sandbox: Sandbox, as intruder: Intruder, done: Int) async throws {
            let status = try await lethe("status run", as: intruder, sandbox)
            #expect(status.code == 0, "\(status)")
            #expect(status.output.contains("done \(done), "), "\(status)")
            let report = try await lethe("report run --out out/report", as: intruder, sandbox)
            #expect(report.code == 0, "\(report)")
            #expect(report.output == "out/report/report.html\n")
            #expect(try sandbox.table("out/report/jobs.csv").rows.count == done)
            let refused = try await lethe("report run", as: intruder, sandbox)
            #expect(refused.code == 2, "\(refused)")
            #expect(refused.errors.contains("[tables.unwritable]"))
            #expect(refused.errors.contains("--out"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.path + "/tmp").isEmpty)
        }

        @Test("as another user", .enabled(if: Intruder.canBe(.otherUser), "only root can become another user"))
        func otherUser() async throws {
            try await readsFinished(as: .otherUser)
            try await readsKilled(as: .otherUser)
        }

        @Test(
            "on a medium that is only read",
            .enabled(if: Intruder.canBe(.readOnlyMedium), "no file system can be mounted here")
        )
        func readOnlyMedium() async throws {
            try await readsFinished(as: .readOnlyMedium)
            try await readsKilled(as: .readOnlyMedium)
        }

        @Test("as its owner", .enabled(if: Intruder.canBe(.owner), "permissions do not stop root"))
        func owner() async throws {
            try await readsFinished(as: .owner)
            try await readsKilled(as: .owner)
        }

        /// A run that is finished: its ledger is one plain file.
        private func readsFinished(as intruder: Intruder) async throws {
            let sandbox = try sandbox(of: Sweeps.quick)
            for _ in 0..<2 {
                let ran = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
                #expect(ran.code == 0, "\(ran)")
                let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path + "/run")
                #expect(names.filter { $0.hasPrefix("ledger") } == ["ledger.sqlite"])
            }
            try await readsAll(sandbox, as: intruder, done: 24)
            #expect(try sandbox.tables(of: "out/report") == sandbox.tables())
        }

        @Test("that is finished, and whose report could not be written")
        func withoutReport() async throws {
            let sandbox = try sandbox(of: Sweeps.quick)
            try sandbox.write("in the way", to: "run/report.html/file")
            let ran = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(ran.code == 2, "\(ran)")
            #expect(ran.errors.contains("[report.unwritable]"))
            #expect(try await sandbox.status()?.isFinished == true)
            let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path + "/run")
            #expect(names.filter { $0.hasPrefix("ledger") } == ["ledger.sqlite"])
        }

        /// A run that was killed: its log of changes lies beside its ledger.
        private func readsKilled(as intruder: Intruder) async throws {
            let sandbox = try sandbox(of: Sweeps.slow)
            let run = try sandbox.start(["run", "sweep.yaml", "--out", "run", "--workers", "2"])
            try await sandbox.progress(to: 2)
            for process in [run.id] + ProcessTable.children(of: run.id) { kill(process, SIGKILL) }
            _ = try await run.end()
            try await sandbox.quiet()
            try #require(try sandbox.bytes(of: "run/ledger.sqlite-wal").count > 0)
            let done = try #require(try await sandbox.status()?.done)
            try await readsAll(sandbox, as: intruder, done: done)
            // As it is where only the files were copied that are not made anew.
            try? FileManager.default.removeItem(atPath: sandbox.path + "/run/ledger.sqlite-shm")
            try FileManager.default.removeItem(atPath: sandbox.path + "/out/report")
            try await readsAll(sandbox, as: intruder, done: done)
        }

        @Test(
            "that goes on as another user's",
            .enabled(if: Intruder.canBe(.otherUser), "only root can become another user")
        )
        func goesOn() async throws {
            let sandbox = try sandbox(of: Sweeps.endless)
            let run = try sandbox.start(["run", "sweep.yaml", "--out", "run", "--workers", "2"])
            try await eventually("there is something to read") { try await sandbox.status() != nil }
            let status = try await lethe("status run", as: .otherUser, sandbox)
            #expect(status.code == 0, "\(status)")
            #expect(status.output.contains("coordinated by process \(run.id) "))
        }

        @Test(
            "is told as impossible where there is no place for a copy",
            .enabled(if: Intruder.canBe(.readOnlyMedium), "no file system can be mounted here")
        )
        func noPlace() async throws {
            let sandbox = try sandbox(of: Sweeps.quick)
            #expect(try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2").code == 0)
            // A log of changes that nobody has taken in, with nothing in it.
            var ledger = try sandbox.bytes(of: "run/ledger.sqlite")
            ledger.replaceSubrange(18..<20, with: [2, 2])
            try sandbox.write(ledger, to: "run/ledger.sqlite")
            let mounts = "mount --bind run run && mount -o remount,bind,ro run && mount -t tmpfs -o ro none /dev/shm"
            let ending = try await sandbox.shell(
                "exec unshare --map-root-user --mount sh -c '\(mounts) && exec \"$LETHE\" status run'",
                environment: ["TMPDIR": sandbox.path + "/nowhere"]
            )
            #expect(ending.code == 2, "\(ending)")
            #expect(ending.errors.contains("[ledger.cannot-copy]"), "\(ending)")
            #expect(ending.errors.contains("TMPDIR"))
        }
    }
}
