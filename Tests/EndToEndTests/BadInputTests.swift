import Testing

extension EndToEnd {
    @Suite("Bad input")
    struct BadInputTests {
        @Test("in a sweep file is told whole, each mistake with its place and the nearest name")
        func mistakes() async throws {
            let sandbox = try Sandbox(
                """
                name: bad
                stream: {dataset: digits, tasks: permutted, cout: 3}
                training: {batch_sise: 16, epochs: two}
                grid:
                  learning_rat: [0.1]
                  hidden: [[0], [16]]
                  ordering: [[0, 1, 1]]
                """
            )
            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run")
            #expect(ending.code == 1, "\(ending)")
            let expected = [
                "sweep.yaml:2:34: error: `tasks` must be one of", "did you mean `permuted`?",
                "sweep.yaml:2:45: error: unknown key `cout`", "did you mean `count`?",
                "sweep.yaml:3:12: error: unknown key `batch_sise`", "did you mean `batch_size`?",
                "sweep.yaml:3:36: error: `epochs` must be a whole number",
                "sweep.yaml:5:3: error: unknown key `learning_rat`", "did you mean `learning_rate`?",
                "sweep.yaml:6:13: error: `hidden` must be made of layer widths",
                "sweep.yaml:7:14: error: [0, 1, 1] is no permutation",
            ]
            for words in expected { #expect(ending.errors.contains(words), "\(ending)") }
            #expect(ending.errors.split(separator: "\n").count { $0.contains("error:") } == 7)
            #expect(ending.output.isEmpty)
            #expect(!sandbox.exists("run"))
        }

        @Test("names files and directories that are not there")
        func missingFiles() async throws {
            let sandbox = try Sandbox(Self.sweep(onIDX: "nowhere"))
            let noSweep = try await sandbox.lethe("run", "missing.yaml")
            #expect(noSweep.code == 1, "\(noSweep)")
            #expect(noSweep.errors.contains("`missing.yaml` [sweep.missing]"))
            let noData = try await sandbox.lethe("run", "sweep.yaml")
            #expect(noData.code == 1, "\(noData)")
            #expect(noData.errors.contains("sweep.yaml:2:"))
            #expect(noData.errors.contains("nowhere` [data.missing]"))
            let noRun = try await sandbox.lethe("status", "runs/none")
            #expect(noRun.code == 1, "\(noRun)")
            #expect(noRun.errors.contains("[ledger.missing]"))
        }

        @Test("in a data file is told with the file and what is wrong", arguments: DataFault.allCases)
        func badData(_ fault: DataFault) async throws {
            let sandbox = try Sandbox(Self.sweep(onIDX: "data"))
            for part in ["train", "t10k"] {
                try sandbox.write(fault.images, to: "data/\(part)-images-idx3-ubyte")
                try sandbox.write([0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 0, 1], to: "data/\(part)-labels-idx1-ubyte")
            }
            let ending = try await sandbox.lethe("describe", "sweep.yaml")
            #expect(ending.code == 1, "\(ending)")
            #expect(ending.errors.contains("sweep.yaml:2:19: error: "), "\(ending)")
            #expect(ending.errors.contains(fault == .otherCount ? "data` do not" : "data/train-images-idx3-ubyte"))
            #expect(ending.errors.contains("[\(fault.rawValue)]"), "\(ending)")
        }

        @Test(
            "on the command line is wrong usage",
            arguments: [
                ["run", "sweep.yaml", "--wrokers", "2"], ["run"], ["run", "sweep.yaml", "--workers", "0"], ["forget"],
                ["train", "sweep.yaml", "--job", "first"],
            ]
        )
        func usage(_ arguments: [String]) async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let ending = try await sandbox.start(arguments).end()
            #expect(ending.code == 64, "\(ending)")
            #expect(ending.errors.contains("Usage: lethe"))
            #expect(ending.output.isEmpty)
        }

        @Test("is a job that the grid does not have")
        func noSuchJob() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let ending = try await sandbox.lethe("train", "sweep.yaml", "--job", "24")
            #expect(ending.code == 1, "\(ending)")
            #expect(ending.errors.contains("[train.no-such-job]"))
        }

        /// What can be wrong with a file of images.
        enum DataFault: String, CaseIterable {
            case truncated = "data.truncated"
            case foreign = "data.not-idx"
            case otherCount = "data.mismatch"

            /// Images of 2 x 2 pixels.
            var images: [UInt8] {
                switch self {
                case .truncated: [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 2, 7, 7, 7]
                case .foreign: Array("<html>404</html>".utf8)
                case .otherCount: [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 7, 7, 7, 7]
                }
            }
        }

        private static func sweep(onIDX directory: String) -> String {
            """
            name: idx
            stream: {dataset: {idx: \(directory)}, tasks: permuted, count: 2}
            grid: {ordering: all}
            """
        }
    }
}
