import Foundation
import Testing

extension EndToEnd {
    @Suite("Output")
    struct OutputTests {
        @Test("as JSON is JSON alone, with every key that programs rely on")
        func json() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let described = try await object(sandbox, "describe", "sweep.yaml")
            #expect(described["jobs"] as? Int == 24)
            expect(described, has: ["name", "datasets", "axes", "operations", "bytes_per_worker", "workers"])
            expect(described, has: ["cpu_seconds", "wall_seconds"])

            let ran = try await object(sandbox, "run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(ran["done"] as? Int == 24)
            #expect(ran["status"] as? String == "finished")
            #expect(ran["report"] as? String == "run/report.html")
            expect(ran, has: ["sweep", "jobs", "diverged", "failed", "directory", "wall_seconds"])
            #expect(
                try await object(sandbox, "run", "sweep.yaml", "--out", "run")["status"] as? String == "finished before"
            )

            let status = try await object(sandbox, "status", "run")
            #expect(status["is_finished"] as? Bool == true)
            expect(status, has: ["sweep", "jobs", "done", "diverged", "failed", "open"])

            let report = try await object(sandbox, "report", "run")
            #expect(report["schema"] != nil)
            let file = try JSONSerialization.jsonObject(with: Data(try sandbox.bytes(of: "run/report.json")))
            #expect((file as? NSDictionary) == report as NSDictionary)
        }

        @Test("of `train` agrees with the tables' row of that job")
        func train() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let tables = try await Sweeps.quickTables.value
            for job in [0, 17] {
                let ending = try await sandbox.lethe("train", "sweep.yaml", "--job", "\(job)", "--json")
                let trained = try JSONDecoder().decode(TrainedJob.self, from: Data(ending.output.utf8))
                let row = Dictionary(uniqueKeysWithValues: zip(tables.jobRows.header, tables.jobRows.rows[job]))
                #expect(trained.id == row["job"])
                #expect(trained.status == row["status"])
                #expect("\(trained.operations)" == row["operations"])
                #expect(trained.metrics.count > 10)
                for (name, value) in trained.metrics { #expect(row[name].flatMap(Double.init) == value, "\(name)") }
                let cells = Table(tables.accuracy).rows(where: "job", is: trained.id)
                #expect(cells.compactMap { Double($0[4]) } == trained.accuracy.flatMap(\.self))
                #expect(cells.compactMap { Double($0[5]) } == trained.loss.flatMap(\.self))
            }
            let words = try await sandbox.lethe("train", "sweep.yaml", "--job", "3")
            #expect(words.code == 0, "\(words)")
            #expect(words.output.contains("average_accuracy"))
        }

        @Test("has escape codes only on request or on a terminal")
        func colors() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let plain = try await sandbox.lethe("run", "missing.yaml")
            #expect(!plain.errors.contains("\u{1B}"))
            let forced = try await sandbox.lethe("run", "missing.yaml", environment: ["FORCE_COLOR": "1"])
            #expect(forced.errors.contains("\u{1B}[31merror:"))
            let both = ["FORCE_COLOR": "1", "NO_COLOR": "1"]
            #expect(try await sandbox.lethe("run", "missing.yaml", environment: both).errors == plain.errors)
            let run = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(run.output == "run/report.html\n")
            #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r"))
            let quiet = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--quiet")
            #expect(quiet.errors.isEmpty)
        }

        @Test("on a terminal has a bar that moves, without colours where they are not wanted")
        func terminal() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let run = "\"$LETHE\" run sweep.yaml --workers 2 --out"
            let command =
                "script --quiet --return --command '\(run) plain' /dev/null && "
                + "NO_COLOR= script --quiet --return --command '\(run) coloured' /dev/null"
            let environment = ["TERM": "xterm", "NO_COLOR": "1"]
            let ending = try await sandbox.shell(command, environment: environment)
            #expect(ending.code == 0, "\(ending)")
            let parts = ending.output.split(separator: "plain/report.html", maxSplits: 1)
            try #require(parts.count == 2, "\(ending)")
            for part in parts { #expect(part.contains("/24 jobs") && part.contains("\u{1B}[K")) }
            #expect(!parts[0].contains("\u{1B}[36m"))
            #expect(parts[1].contains("\u{1B}[36m"))
        }

        /// What `lethe train --json` says.
        struct TrainedJob: Decodable {
            var id: String
            var experiment: String
            var status: String
            var operations: Int
            var digest: String
            var metrics: [String: Double]
            var accuracy: [[Double]]
            var loss: [[Double]]
        }

        private func object(_ sandbox: Sandbox, _ arguments: String...) async throws -> [String: Any] {
            let ending = try await sandbox.start(arguments + ["--json"]).end()
            #expect(ending.code == 0, "\(ending)")
            let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
            return try #require(object as? [String: Any])
        }

        private func expect(_ object: [String: Any], has keys: [String]) {
            for key in keys { #expect(object[key] != nil, "\(key) is missing") }
        }
    }
}
