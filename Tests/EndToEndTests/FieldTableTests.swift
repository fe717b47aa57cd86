import Foundation
import Testing

/// Inputs from the field, which lie beside the project where it is tested as a whole.
private let field = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/field")
    .standardized.path

extension EndToEnd {
    @Suite(
        "Tables from the field",
        .enabled(
            if: FileManager.default.fileExists(atPath: field),
            "there are no inputs from the field beside the project"
        )
    )
    struct FieldTableTests {
        /// Identity and average accuracy of a job.
        private func train(_ file: String, job: Int = 0) async throws -> (id: String, accuracy: Double) {
            let ending = try await Sandbox().lethe("train", "\(field)/\(file)", "--job", "\(job)", "--json")
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any],
                "\(ending)"
            )
            let metrics = try #require(object["metrics"] as? [String: Double])
            return (try #require(object["id"] as? String), try #require(metrics["average_accuracy"]))
        }

        @Test("columns in another order are the same job, other columns an error that names them")
        func featureNames() async throws {
            let same = try await train("feature-names/same.yaml")
            #expect(same.accuracy == 1)
            #expect(try await train("feature-names/swapped.yaml") == same)
            let foreign = try await Sandbox().lethe("train", "\(field)/feature-names/foreign.yaml", "--job", "0")
            #expect(foreign.code == 1, "\(foreign)")
            for words in ["column `width`, column `height`", "`price`, `colour`", "[data.mismatch]"] {
                #expect(foreign.errors.contains(words), "\(foreign)")
            }
        }

        @Test("a column of time stamps does not drown the others", arguments: [0, 1, 2])
        func scale(job: Int) async throws {
            #expect(try await train("scale/clean.yaml", job: job).accuracy == 1)
            #expect(try await train("scale/stamped.yaml", job: job).accuracy == 1)
        }

        @Test("labels written in two ways are the same classes, learned as such")
        func labels() async throws {
            let mixed = try await train("labels/mixed.yaml")
            #expect(mixed.accuracy == 1)
            #expect(try await train("labels/mixedint.yaml") == mixed)
        }

        @Test("a class that cannot be learned is named before it stops anything", arguments: ["typo", "unlearned6"])
        func missingClasses(name: String) async throws {
            let ending = try await Sandbox().lethe("describe", "\(field)/missing-classes/\(name).yaml")
            #expect(ending.code == 1, "\(ending)")
            #expect(ending.errors.contains(name == "typo" ? "`1O` (1 test example)" : "`5` (20 test examples)"))
        }
    }
}
