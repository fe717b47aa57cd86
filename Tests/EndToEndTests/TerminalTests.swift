import Foundation
import Testing

@testable import lethe

@Suite("Lines of a terminal")
struct TerminalLineTests {
    @Test(
        "are cut where there is no more room, and colours take none",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 7, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"),
            ("abcdef", 0, ""), ("", 0, ""), ("", 5, ""),
            ("ab\u{1B}[31mcd\u{1B}[0m", 4, "ab\u{1B}[31mcd\u{1B}[0m"),
            ("ab\u{1B}[31mcdef\u{1B}[0m", 4, "ab\u{1B}[31mc\u{1B}[0m…"),
            ("\u{1B}[1;36m███\u{1B}[0m 3/4", 6, "\u{1B}[1;36m███\u{1B}[0m 3\u{1B}[0m…"),
            ("ab\u{1B}[3", 2, "ab\u{1B}[3"),
        ]
    )
    func fitting(text: String, columns: Int, shown: String) {
        #expect(TerminalLine(text).fitting(columns: columns) == shown)
    }
}

extension EndToEnd {
    @Suite("A terminal")
    struct TerminalTests {
        /// The widths of the lines that were drawn over one another, in order.
        private static func widths(_ output: String) -> [Int] {
            output.split(separator: "\u{1B}[?7l").dropFirst().compactMap { part in
                part.firstRange(of: "\u{1B}[K").map { TerminalLine(String(part[..<$0.lowerBound])).width }
            }
        }

        @Test("is never written beyond its width, however narrow", arguments: [100, 40, 12, 3])
        func narrow(columns: Int) async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let command = "stty cols \(columns); exec \"$LETHE\" run sweep.yaml --out run --workers 2"
            let ending = try await sandbox.shell(
                "script --quiet --return --command '\(command)' /dev/null",
                environment: ["TERM": "xterm"]
            )
            #expect(ending.code == 0, "\(ending)")
            let widths = Self.widths(ending.output)
            #expect(!widths.isEmpty)
            #expect(widths.allSatisfy { $0 < columns }, "\(widths)")
        }

        @Test("may be resized: the next line has its width, and every one after it")
        func resized() async throws {
            let sandbox = try Sandbox(Sweeps.endless)
            let command = "tty > terminal; stty cols 100; exec \"$LETHE\" run sweep.yaml --out run --workers 2"
            let run = try sandbox.start(
                program: "/usr/bin/env",
                ["script", "--quiet", "--return", "--command", command, "/dev/null"],
                environment: ["TERM": "xterm", "LETHE": Sandbox.binary]
            )
            try await eventually("a wide line is drawn") { Self.widths(run.output).contains { $0 > 40 } }
            let terminal = try sandbox.text(of: "terminal").trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(try await sandbox.shell("stty --file=\(terminal) cols 30").code == 0)
            let widths = try await eventually("three narrow lines are drawn") {
                let widths = Self.widths(run.output)
                return widths.count { $0 < 30 } >= 3 ? widths : nil
            }
            let narrow = widths.firstIndex { $0 < 30 } ?? 0
            #expect(widths[..<narrow].allSatisfy { $0 < 100 })
            #expect(widths[narrow...].allSatisfy { $0 < 30 }, "\(widths)")
        }
    }
}
