import Foundation
import Testing

/// Sweeps from the field, which lie beside the project where it is tested as a whole.
private let field = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/field")
    .standardized.path

extension EndToEnd {
    @Suite(
        "Sweeps from the field",
        .enabled(
            if: FileManager.default.fileExists(atPath: field),
            "there are no inputs from the field beside the project"
        )
    )
    struct FieldSweepTests {
        /// What `lethe train` says of a sweep's first job.
        private struct Job: Decodable {
            var experiment: String
            var accuracy: [[Double]]
        }

        private func train(_ file: String) async throws -> (job: Job?, errors: String) {
            let ending = try await Sandbox().lethe("train", "\(field)/\(file).yaml", "--job", "0", "--json")
            let job = try? JSONDecoder().decode(Job.self, from: Data(ending.output.utf8))
            return (job, ending.errors)
        }

        @Test(
            "a hundred examples of a table that is sorted by class are of every class",
            arguments: ["first100", "split"]
        )
        func subsets(name: String) async throws {
            let job = try #require(try await train("subsets/\(name)").job)
            #expect(job.experiment.contains("stream.draw=even"))
            #expect(job.accuracy[1][0] > 0.99 && job.accuracy[2][1] > 0.99, "\(job.accuracy)")
        }

        @Test("caps beyond what there is are one setting, and a validation share of nobody is refused")
        func silentCaps() async throws {
            let sandbox = try Sandbox()
            let axis = try await sandbox.lethe("describe", "\(field)/silent-caps/axis.yaml")
            #expect(
                axis.output.contains(": 1 job\n") && axis.errors.contains("`train_samples` are the same"),
                "\(axis)"
            )
            let big = try await sandbox.lethe("describe", "\(field)/silent-caps/big.yaml")
            #expect(big.code == 0 && big.errors.components(separatedBy: "[sweep.cap]").count == 3, "\(big)")
            let nobody = try await sandbox.lethe("describe", "\(field)/silent-caps/val.yaml")
            #expect(nobody.code == 1 && nobody.errors.contains("[stream.nothing-held-out]"), "\(nobody)")
        }

        @Test(
            "ten classes make tasks of any sizes, in any order",
            arguments: [
                ("g", 2, "stream.class_order=0-6-8-9-1-2-3-4-5-7"), ("s", 4, "stream.count=4"),
                ("o", 5, "stream.class_order=3-1-4-0-5-9-2-6-8-7"),
            ]
        )
        func classGroups(name: String, tasks: Int, line: String) async throws {
            let (job, errors) = try await train("class-groups/\(name)")
            #expect(job?.accuracy.last?.count == tasks, "\(errors)")
            #expect(job?.experiment.split(separator: "\n").contains { $0 == line } == true)
        }

        @Test(
            "a class without examples is named",
            arguments: [("typo", "task 2 (class `1O`)"), ("unlearned6", "task 5 (class `5`)")]
        )
        func missingClasses(name: String, words: String) async throws {
            let (job, errors) = try await train("missing-classes/\(name)")
            #expect(job == nil && errors.contains("\(words) has no training examples"), "\(errors)")
        }

        @Test("files whose names share a beginning run apart, and never replace each other's tables")
        func runNames() async throws {
            let sandbox = try Sandbox()
            for name in ["lr0.1", "lr0.3", "width.v1"] {
                let ending = try await sandbox.lethe("run", "\(field)/run-names/\(name).yaml", "--workers", "2")
                #expect(ending.code == 0 && sandbox.exists("runs/\(name)/jobs.csv"), "\(ending)")
            }
            let other = "\(field)/run-names/width.v2.yaml"
            let refused = try await sandbox.lethe("run", other, "--out", "runs/width.v1")
            #expect(refused.code == 1 && refused.errors.contains("[ledger.other-file]"), "\(refused)")
            #expect(try sandbox.tables(of: "runs/width.v1").jobRows.rows.count == 4)
        }

        @Test(
            "grids of any size are described",
            arguments: ["orders8", "orders12", "orders20", "t", "tasks2000", "tasks4096", "vast"]
        )
        func vastGrids(name: String) async throws {
            let ending = try await Sandbox().lethe("describe", "\(field)/vast-grids/\(name).yaml")
            #expect(ending.code == 0 && ending.output.contains("by formula"), "\(ending)")
        }
    }
}
