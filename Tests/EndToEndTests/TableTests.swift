import Foundation
import Testing

extension EndToEnd {
    @Suite("Tables")
    struct TableTests {
        /// Rows whose label is 1 where the first number is above the second; the third is a time in seconds.
        private static func rows(_ count: Int, from start: Int) -> [[String]] {
            (start..<start + count).map { row in
                let (one, other) = (row * 37 % 101, row * 53 % 97)
                return ["0.\(one + 100)", "0.\(other + 100)", "\(1_600_000_000 + row * 7_919 % 100_000 * 86)"]
                    + [one > other ? "1" : "0"]
            }
        }

        private static func table(_ rows: [[String]], order: [Int]) -> String {
            let names = ["width", "height", "time", "label"]
            return ([names] + rows).map { row in order.map { row[$0] }.joined(separator: ",") + "\n" }.joined()
        }

        private func sandbox(testOrder: [Int], stream: String = "") throws -> Sandbox {
            let sandbox = try Sandbox(
                """
                name: table
                stream: {dataset: {csv: train.csv, label: label, test: test.csv}, tasks: permuted, count: 1\(stream)}
                training: {batch_size: 8, epochs: 20, learning_rate: 0.1}
                grid: {seed: [0, 1]}
                """
            )
            try sandbox.write(Self.table(Self.rows(400, from: 0), order: [0, 1, 2, 3]), to: "train.csv")
            try sandbox.write(Self.table(Self.rows(200, from: 400), order: testOrder), to: "test.csv")
            return sandbox
        }

        @Test("are learned by workers as they are in one process, whatever order the test part's columns have")
        func outcomes() async throws {
            let sandbox = try sandbox(testOrder: [0, 1, 2, 3])
            try sandbox.write(Self.table(Self.rows(200, from: 400), order: [3, 2, 1, 0]), to: "swapped.csv")
            try sandbox.write(
                try sandbox.text(of: "sweep.yaml").replacing("test.csv", with: "swapped.csv"),
                to: "swapped.yaml"
            )
            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(ending.code == 0, "\(ending)")
            let other = try await sandbox.lethe("run", "swapped.yaml", "--out", "swapped", "--workers", "2")
            #expect(other.code == 0, "\(other)")
            #expect(try sandbox.tables(of: "run") == sandbox.tables(of: "swapped"))
            let accuracies = try sandbox.tables().jobRows.column("average_accuracy").compactMap(Double.init)
            #expect(accuracies.count == 2 && accuracies.allSatisfy { $0 > 0.95 }, "\(accuracies)")
            let trained = try await sandbox.lethe("train", "sweep.yaml", "--job", "1", "--json")
            let job = try #require(
                try JSONSerialization.jsonObject(with: Data(trained.output.utf8)) as? [String: Any],
                "\(trained)"
            )
            #expect(try job["id"] as? String == sandbox.tables().jobRows.column("job")[1])
            #expect((job["metrics"] as? [String: Double])?["average_accuracy"] == accuracies[1])
        }

        @Test("that one divisor spoils are warned of, and `describe` says how they were read")
        func told() async throws {
            let described = try await sandbox(testOrder: [3, 0, 1, 2]).lethe("describe", "sweep.yaml")
            #expect(described.code == 0 && !described.errors.contains("warning:"), "\(described)")
            for words in [
                "train.csv: row 1 names the columns, commas between fields, label in `label`",
                "test.csv: row 1 names the columns, commas between fields, label in `label`; columns matched by name",
                "scale standard: each column less its mean",
            ] {
                #expect(described.output.contains(words), "\(described)")
            }
            let drowned = try await sandbox(testOrder: [0, 1, 2, 3], stream: ", scale: unit")
                .lethe("describe", "sweep.yaml")
            #expect(drowned.errors.contains("the numbers of `time` are so large"), "\(drowned)")
            #expect(drowned.output.contains("scale unit: all features divided"), "\(drowned)")
        }

        @Test("of a run that was begun when one divisor served them keep their numbers")
        func earlier() async throws {
            let saying = ", scale: unit"
            let sandbox = try sandbox(testOrder: [0, 1, 2, 3], stream: saying)
            #expect(try await sandbox.lethe("run", "sweep.yaml", "--out", "run").code == 0)
            let tables = try sandbox.tables()
            // As an earlier version left it, whose files could not say how features are scaled.
            let ledger = try sandbox.bytes(of: "run/ledger.sqlite")
            let silent = String(repeating: " ", count: saying.utf8.count)
            let earlier = ledger.replacing(Array(saying.utf8), with: Array(silent.utf8))
            try #require(earlier.count == ledger.count && earlier != ledger)
            try sandbox.write(earlier, to: "run/ledger.sqlite")
            try sandbox.write("", to: "run/jobs.csv")
            #expect(try await sandbox.lethe("report", "run").code == 0)
            #expect(try sandbox.tables() == tables)
            try sandbox.write(try sandbox.text(of: "sweep.yaml").replacing(saying, with: silent), to: "sweep.yaml")
            let refused = try await sandbox.lethe("run", "sweep.yaml", "--out", "run")
            #expect(refused.code == 1 && refused.errors.contains("[sweep.other-defaults]"), "\(refused)")
            #expect(refused.errors.contains("write `scale: unit` in `stream`"), "\(refused)")
        }

        @Test("show every mistake of theirs at once")
        func mistakes() async throws {
            let sandbox = try sandbox(testOrder: [0, 1, 2, 3])
            try sandbox.write("width,height,time,label\n1,2m,3,1\n1,2,3,\n1,2\n", to: "train.csv")
            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run")
            #expect(ending.code == 1, "\(ending)")
            for place in ["train.csv:2:3: `2m`", "train.csv:3:7: an empty field", "train.csv:4:1: a row of 2 fields"] {
                #expect(ending.errors.contains(place), "\(ending)")
            }
        }
    }
}
