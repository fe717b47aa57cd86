import Foundation
import Testing

extension EndToEnd {
    @Suite("The program on disk")
    struct ReplacementTests {
        @Test("may be replaced while a sweep runs: workers are still started from the running one")
        func replaced() async throws {
            let sandbox = try Sandbox(Sweeps.endless)
            try sandbox.write("#!/bin/sh\nexit 7\n", to: "other")
            try sandbox.permit(0o755, "other")
            #expect(try await sandbox.shell("cp \"$LETHE\" lethe").code == 0)
            let run = try sandbox.start(
                program: sandbox.path + "/lethe",
                ["run", "sweep.yaml", "--out", "run", "--workers", "2"]
            )
            let workers = try await sandbox.computingWorkers(of: run, count: 2)
            #expect(try await sandbox.shell("mv other lethe").code == 0)
            kill(workers[0], SIGKILL)
            let next = try await eventually("another worker computes") {
                try await sandbox.computingWorkers(of: run, count: 2).first { !workers.contains($0) }
            }
            try await eventually("it goes by the program's name") {
                try String(contentsOfFile: "/proc/\(next)/comm", encoding: .utf8) == "lethe\n"
            }
            #expect(!run.errors.contains("code 7"))
        }
    }
}
