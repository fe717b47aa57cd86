import Foundation
import Testing

extension EndToEnd {
    @Suite("Private directories")
    struct PlaceTests {
        /// A sandbox with a directory that an environment's variable names.
        private func sandbox() throws -> Sandbox {
            let sandbox = try Sandbox(Sweeps.quick)
            try FileManager.default.createDirectory(atPath: sandbox.path + "/place", withIntermediateDirectories: false)
            return sandbox
        }

        private func isEmpty(_ sandbox: Sandbox) throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: sandbox.path + "/place").isEmpty
        }

        @Test("stand where the environment says, and nothing is left there", arguments: ["TMPDIR", "XDG_RUNTIME_DIR"])
        func environment(variable: String) async throws {
            let sandbox = try sandbox()
            let environment = [variable: sandbox.path + "/place"]
            let server = try sandbox.start(["serve", "sweep.yaml", "--out", "run"], environment: environment)
            try await eventually("the server says where") { server.errors.contains("--connect ipc://") }
            let socket = server.errors.split(separator: "--connect ipc://")[1].prefix { $0 != "\n" }
            #expect(socket.hasPrefix("\(sandbox.path)/place/lethe-\(geteuid())/"))
            let work = try await sandbox.lethe("work", "--connect", "ipc://\(socket)", environment: environment)
            #expect(work.code == 0, "\(work)")
            #expect(try await server.end().code == 0)
            #expect(try isEmpty(sandbox))
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
            // Of a sweep that is finished, and of a new one.
            for run in ["run", "other"] {
                let ran = try await sandbox.lethe("run", "sweep.yaml", "--out", run, environment: environment)
                #expect(ran.code == 0, "\(ran)")
                #expect(try isEmpty(sandbox))
            }
        }

        /// What is said in a place of which this is a view: `/tmp` cannot be written to, and the sandbox is `/mnt`.
        private func readOnly(_ command: String, in sandbox: Sandbox) async throws -> Program.Ending {
            let mounts = "mount --bind . /mnt && mount --bind -o ro /tmp /tmp && cd /mnt"
            return try await sandbox.shell(
                "exec unshare --map-root-user --mount sh -c '\(mounts) && \(command)'",
                environment: ["TMPDIR": "", "XDG_RUNTIME_DIR": ""]
            )
        }

        @Test(
            "stand in the run's own where nothing else can be written to",
            .enabled(if: Intruder.canBe(.readOnlyMedium), "no file system can be mounted here")
        )
        func readOnlyTemporary() async throws {
            let sandbox = try sandbox()
            let ran = try await readOnly("exec \"$LETHE\" run sweep.yaml --out run --workers 2", in: sandbox)
            #expect(ran.code == 0, "\(ran)")
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
            let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path + "/run")
            #expect(Set(names).subtracting(["logs", "coordinator.lock", "ledger.sqlite"]).count == 5, "\(names)")
        }

        @Test(
            "of workers are named in an error where there is none, and TMPDIR is the way out",
            .enabled(if: Intruder.canBe(.readOnlyMedium), "no file system can be mounted here")
        )
        func wayOut() async throws {
            let sandbox = try sandbox()
            let refused = try await readOnly("exec \"$LETHE\" work --connect tcp://127.0.0.1:9", in: sandbox)
            #expect(refused.code == 2, "\(refused)")
            #expect(refused.errors.contains("[endpoint.no-private-place]"), "\(refused)")
            #expect(refused.errors.contains("/tmp/lethe-0"))
            #expect(refused.errors.contains("TMPDIR"))
            let ran = try await readOnly(
                """
                mkdir -m 700 socket
                "$LETHE" serve sweep.yaml --out run --bind ipc:///mnt/socket/socket &
                TMPDIR=/mnt/place "$LETHE" work --connect ipc:///mnt/socket/socket && wait $!
                """,
                in: sandbox
            )
            #expect(ran.code == 0, "\(ran)")
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
            #expect(try isEmpty(sandbox))
        }
    }
}
