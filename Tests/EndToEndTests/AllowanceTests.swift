import Foundation
import Testing

extension EndToEnd {
    @Suite("What a process may use of its machine")
    struct AllowanceTests {
        /// Describes a sweep, and runs it with as many workers as it finds right, behind a shell's preparation.
        private func workers(after preparation: String) async throws -> (described: Int, started: Int) {
            let sandbox = try Sandbox(Sweeps.quick)
            let command = "\(preparation) \"$LETHE\""
            let described = try await sandbox.shell("\(command) describe sweep.yaml --json")
            #expect(described.code == 0, "\(described)")
            let ran = try await sandbox.shell("\(command) run sweep.yaml --out run")
            #expect(ran.code == 0, "\(ran)")
            let plan = try JSONDecoder().decode(Plan.self, from: Data(described.output.utf8))
            return (plan.workers, (1...64).count { sandbox.exists("run/logs/worker-\($0).log") })
        }

        private struct Plan: Decodable {
            var workers: Int
        }

        private static let hasCores = ProcessInfo.processInfo.activeProcessorCount > 1

        @Test("one core by affinity gets one worker", .enabled(if: hasCores, "the machine has one core"))
        func affinity() async throws {
            let first = "$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')"
            let workers = try await workers(after: "exec taskset -c \(first)")
            #expect(workers == (1, 1))
        }

        @Test(
            "one core by quota gets one worker",
            .enabled(if: hasCores, "the machine has one core"),
            .enabled(if: ControlGroup.isAvailable(.cores(1)), "no control group with a quota can be made here")
        )
        func quota() async throws {
            let group = try #require(ControlGroup(.cores(1)))
            let workers = try await workers(after: "\(group.entry); exec")
            #expect(workers == (1, 1))
        }

        @Test("without more limits, what is planned is what runs, and no more than there are cores")
        func unlimited() async throws {
            let workers = try await workers(after: "exec")
            #expect(workers.started == workers.described)
            #expect((1...ProcessInfo.processInfo.activeProcessorCount).contains(workers.described))
        }

        private static let memory = ControlGroup.Limit.memory(bytes: 256 << 20)

        @Test(
            "what needs more memory than a control group has is refused before it is killed, and the rest runs",
            .enabled(if: ControlGroup.isAvailable(memory), "no control group with a limit of memory can be made here")
        )
        func memoryOfGroup() async throws {
            let group = try #require(ControlGroup(Self.memory))
            let sandbox = try Sandbox(Sweeps.quick)
            try sandbox.write(Sweeps.quick.replacing("[16]", with: "[4096, 4096]"), to: "wide.yaml")
            for command in ["describe wide.yaml", "train wide.yaml --job 9"] {
                let refused = try await sandbox.shell("\(group.entry); exec \"$LETHE\" \(command)")
                #expect(refused.code == 1, "\(refused)")
                #expect(refused.errors.contains("the control group of this process may use 256.0 MiB"), "\(refused)")
                #expect(refused.errors.contains("[machine.memory]"))
            }
            let big = "stream: {dataset: {csv: big.csv, label: kind, test: 0.5}, tasks: permuted, count: 2}"
            try sandbox.write("name: big\n\(big)\nmodel: {hidden: [4]}\n", to: "big.yaml")
            let oversized = try await sandbox.shell(
                "\(group.entry); truncate -s 140M big.csv; exec \"$LETHE\" describe big.yaml"
            )
            #expect(oversized.code == 1, "\(oversized)")
            #expect(oversized.errors.contains("big.csv` holds more than 134217728 bytes"), "\(oversized)")
            #expect(oversized.errors.contains("[data.oversized]"))

            let ran = try await sandbox.shell("\(group.entry); exec \"$LETHE\" run sweep.yaml --out run")
            #expect(ran.code == 0, "\(ran)")
        }

        @Test(
            "memory for one of the largest jobs gets one worker, with a word about it",
            .enabled(if: hasCores, "the machine has one core"),
            .enabled(if: ControlGroup.isAvailable(memory), "no control group with a limit of memory can be made here")
        )
        func workersByMemory() async throws {
            let group = try #require(ControlGroup(Self.memory))
            let wide = "model: {hidden: [2800, 2800]}\ntraining: {batch_size: 16, epochs: 1}"
            let stream = "stream: {dataset: digits, tasks: permuted, count: 2, train_samples: 16, test_samples: 16}"
            let sandbox = try Sandbox("name: wide\n\(stream)\n\(wide)\ngrid: {seed: {count: 3}}\n")
            let ran = try await sandbox.shell("\(group.entry); exec \"$LETHE\" run sweep.yaml --out run")
            #expect(ran.code == 0, "\(ran)")
            #expect(ran.errors.contains("1 worker(s) are started, not one for each core"), "\(ran)")
            #expect(!sandbox.exists("run/logs/worker-2.log"))
        }

        @Test("memory by `ulimit` is a limit, too")
        func memoryOfProcess() async throws {
            let sandbox = try Sandbox(Sweeps.quick.replacing("[16]", with: "[16384, 16384]"))
            let refused = try await sandbox.shell("ulimit -v 4000000; exec \"$LETHE\" describe sweep.yaml")
            #expect(refused.code == 1, "\(refused)")
            #expect(refused.errors.contains("this process may use 3.8 GiB (`ulimit -v`, `ulimit -d`)"), "\(refused)")
        }
    }
}
