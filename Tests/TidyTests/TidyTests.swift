import Testing

@Suite("Tidiness of the sources")
struct TidyTests {
    static let pureModules: Set<Substring> = [
        "Experiments", "Hashing", "Kernels", "Scheduling", "Statistics", "Training", "Wire",
    ]

    @Test("the tree is found")
    func treeIsFound() {
        #expect(SourceTree.swiftSources.count > 50)
    }

    @Test("a file has one subject: at most 400 lines, none over 120 columns")
    func lengths() {
        for file in SourceTree.handWritten {
            if file.path.hasPrefix("Sources") {
                #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
            }
            for (number, line) in file.lines.enumerated() where line.count > 120 {
                Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
            }
        }
    }

    @Test("below the line there are no clocks, files, sockets, printing or ambient randomness")
    func purity() {
        let banned = [
            "Date()", "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", ".random(in", "print(",
            "FileManager", "FileHandle", "Task.sleep", "Thread", "ProcessInfo", ".shuffled()", ".randomElement()",
        ]
        for file in SourceTree.swiftSources where Self.pureModules.contains(file.module) {
            for (number, line) in file.code.enumerated() {
                for name in banned where line.contains(name) {
                    Issue.record("\(file.path):\(number + 1) uses \(name)")
                }
            }
        }
    }

    @Test("unchecked promises to the compiler stay out")
    func uncheckedPromises() {
        for file in SourceTree.swiftSources {
            for (number, line) in file.code.enumerated()
            where line.contains("@unchecked Sendable") || line.contains("try!")
                || line.contains("nonisolated(unsafe)") && !["Kernels", "ZeroMQ"].contains(file.module)
            {
                Issue.record("\(file.path):\(number + 1): \(line)")
            }
        }
    }

    @Test("nothing is called a helper, a manager or a utility")
    func names() {
        for file in SourceTree.handWritten {
            for word in ["Utils", "Utilities", "Helper", "Manager.swift"] {
                #expect(!file.path.contains(word), "\(file.path)")
            }
        }
    }

    @Test("the project names no path of a machine")
    func paths() {
        let banned = ["work", "root", "home"].map { "/\($0)/" }
        for file in SourceTree.handWritten {
            for (number, line) in file.lines.enumerated() {
                for path in banned where line.contains(path) {
                    Issue.record("\(file.path):\(number + 1) names \(path)")
                }
            }
        }
    }
}
