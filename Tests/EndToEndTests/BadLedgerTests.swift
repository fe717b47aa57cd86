import Glibc
import Testing

extension EndToEnd {
    @Suite("A run directory that cannot be used")
    struct BadLedgerTests {
        @Test("has a file that is no ledger: it is left as it is")
        func foreign() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let bytes = Array("This is no database. ".utf8) + Array(repeating: 0x5A, count: 5000)
            try sandbox.write(bytes, to: "run/ledger.sqlite")
            for arguments in [["run", "sweep.yaml", "--out", "run"], ["status", "run"], ["report", "run"]] {
                let ending = try await sandbox.start(arguments).end()
                #expect(ending.code == 1, "\(ending)")
                #expect(ending.errors.contains("[ledger.not-a-ledger]"))
            }
            let isUntouched = try sandbox.bytes(of: "run/ledger.sqlite") == bytes
            #expect(isUntouched)
        }

        @Test("has a ledger of a newer schema: it is left as it is")
        func newer() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            #expect(try await sandbox.lethe("run", "sweep.yaml", "--out", "run").code == 0)
            // SQLite's file format keeps `user_version` at these bytes of the header, big-endian.
            var ledger = try sandbox.bytes(of: "run/ledger.sqlite")
            ledger.replaceSubrange(60..<64, with: [0, 0, 0, 99])
            try sandbox.write(ledger, to: "run/ledger.sqlite")
            for arguments in [["run", "sweep.yaml", "--out", "run"], ["status", "run"], ["report", "run"]] {
                let ending = try await sandbox.start(arguments).end()
                #expect(ending.code == 1, "\(ending)")
                #expect(ending.errors.contains("schema version 99"))
                #expect(ending.errors.contains("[ledger.newer-schema]"))
            }
            let isUntouched = try sandbox.bytes(of: "run/ledger.sqlite") == ledger
            #expect(isUntouched)
        }

        @Test("is another coordinator's: the second one names the first and disturbs nothing")
        func locked() async throws {
            let sandbox = try Sandbox(Sweeps.slow)
            let first = try sandbox.start(["run", "sweep.yaml", "--out", "run", "--workers", "2"])
            try await sandbox.progress(to: 1)
            let second = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            try #require(!first.hasEnded, "the second came too late: the sweep was over")
            #expect(second.code == 1, "\(second)")
            #expect(second.errors.contains("in use by process \(first.id) on "))
            #expect(second.errors.contains("[run.locked]"))
            #expect(try await sandbox.status()?.coordinator?.process == first.id)
            #expect(try await first.end().code == 0)
            #expect(try sandbox.tables() == (try await Sweeps.slowTables.value))
        }

        @Test("may not be written to", .disabled(if: geteuid() == 0, "permissions do not stop root"))
        func readOnly() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            try sandbox.write("", to: "closed/note")
            try sandbox.permit(0o500, "closed")
            defer { try? sandbox.permit(0o700, "closed") }
            for directory in ["closed", "closed/run"] {
                let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", directory)
                #expect(ending.code == 2, "\(ending)")
                #expect(ending.errors.contains("closed"))
                #expect(ending.errors.contains("writable"))
            }
        }

        @Test("is on a full disk: the error says so, and the same command completes once there is room")
        func fullDisk() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            // Files may have 100 KiB: enough for an empty ledger, too little for the sweep's log of changes.
            let limited = try await sandbox.shell(
                "trap '' XFSZ; ulimit -f 200; exec \"$LETHE\" run sweep.yaml --out run --workers 2"
            )
            #expect(limited.code == 2, "\(limited)")
            #expect(limited.errors.contains("run/ledger.sqlite"))
            #expect(limited.errors.contains("[ledger.io]") || limited.errors.contains("[ledger.disk-full]"))
            #expect(limited.errors.contains("hint: "))

            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(ending.code == 0, "\(ending)")
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
            try await sandbox.quiet()
        }

        @Test("has no room for a report: the error says so, and the old one stays whole")
        func noRoomForReport() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            #expect(try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2").code == 0)
            let files = try sandbox.fingerprints()
            let ending = try await sandbox.shell("trap '' XFSZ; ulimit -f 100; exec \"$LETHE\" report run")
            #expect(ending.code == 2, "\(ending)")
            #expect(ending.errors.contains("run/report.html': File too large [report.unwritable]"), "\(ending)")
            #expect(try sandbox.fingerprints() == files)
        }
    }
}
