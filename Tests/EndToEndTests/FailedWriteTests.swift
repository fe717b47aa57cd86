import Foundation
import Testing

extension EndToEnd {
    @Suite("Output that cannot be written")
    struct FailedWriteTests {
        @Test("is an error")
        func full() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            #expect(try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2").code == 0)
            let commands = [
                "--help", "--version", "run --help", "describe sweep.yaml", "describe sweep.yaml --json",
                "train sweep.yaml --job 1", "status run", "report run", "report run --json",
                "run sweep.yaml --out run",
            ]
            for command in commands {
                for target in [">/dev/full", ">&-"] {
                    let ending = try await sandbox.shell("exec \"$LETHE\" \(command) \(target)")
                    #expect(ending.code == 2, "\(command) \(target): \(ending)")
                    #expect(ending.errors.contains("cannot write to standard output: "), "\(command) \(target)")
                    #expect(ending.errors.contains("[output.unwritable]"))
                }
            }
        }

        @Test("is no error where a pipe's reader has seen enough")
        func pipe() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let command = "{ \"$LETHE\" describe sweep.yaml; echo \"code $?\" >&2; } | true"
            let ending = try await sandbox.shell(command)
            #expect(ending.errors == "code 0\n")
        }

        @Test("as words for people stops no work")
        func words() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let ending = try await sandbox.shell("exec \"$LETHE\" run sweep.yaml --out run --workers 2 2>/dev/full")
            #expect(ending.code == 0, "\(ending)")
            #expect(ending.output == "run/report.html\n")
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
        }

        @Test("since every standard stream is closed goes into no file of the run")
        func closed() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let run = "\"$LETHE\" run sweep.yaml --out run --workers 2 <&- >&- 2>&-"
            #expect(try await sandbox.shell("exec \(run)").code == 2)
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
            #expect(try await sandbox.status()?.isFinished == true)
            let holder = try sandbox.text(of: "run/coordinator.lock").split(separator: "\n")
            #expect(holder.map { $0.prefix { $0 != "=" } }.starts(with: ["process", "host", "since"]))
            #expect(holder.allSatisfy { $0.contains("=") })
        }

        @Test("since files may not grow is an error, and no signal ends the process")
        func sizeLimit() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            // 100 KiB: enough for an empty ledger, too little for the sweep's log of changes.
            let run = try await sandbox.shell("ulimit -f 200; exec \"$LETHE\" run sweep.yaml --out run --workers 2")
            #expect(run.code == 2, "\(run)")
            #expect(run.errors.contains("[ledger.io]") || run.errors.contains("[ledger.disk-full]"), "\(run)")

            #expect(try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2").code == 0)
            let files = try sandbox.fingerprints()
            let report = try await sandbox.shell("ulimit -f 100; exec \"$LETHE\" report run")
            #expect(report.code == 2, "\(report)")
            #expect(report.errors.contains("File too large [report.unwritable]"), "\(report)")
            let described = try await sandbox.shell("ulimit -f 0; exec \"$LETHE\" describe sweep.yaml")
            #expect(described.code == 2, "\(described)")
            #expect(try sandbox.fingerprints() == files)
        }

        @Test("or read since too few files may be open is an error, whatever the number")
        func openFiles() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            var refusals = 0
            for limit in [8, 16, 24, 32, 48, 53, 54] {
                let shell = "ulimit -Sn \(limit); ulimit -Hn \(limit); exec \"$LETHE\""
                for command in ["describe sweep.yaml", "run sweep.yaml --out run\(limit) --workers 2"] {
                    let ending = try await sandbox.shell("\(shell) \(command)")
                    if ending.code == 0 { continue }
                    refusals += 1
                    #expect(ending.code == 2, "\(limit) files, \(command): \(ending)")
                    #expect(ending.errors.contains("this process may have \(limit) [machine.open-files]"))
                }
            }
            #expect(refusals == 3 * 2 + 2)
            try await sandbox.quiet()
        }
    }
}
