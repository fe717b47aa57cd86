internal import DataSets
import Experiments
import Foundation
import Testing

@testable import SweepFiles

/// Sweep files from the field, which lie beside the project where it is tested as a whole.
private let field = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/field/sweep-syntax").standardized.path

@Suite(
    "Sweep files from the field",
    .enabled(if: FileManager.default.fileExists(atPath: field), "there are no inputs from the field beside the project")
)
struct FieldSyntaxTests {
    /// What is said of a file: its mistakes, or nothing.
    private func mistakes(_ name: String) -> String {
        do {
            let file = try SweepFile(path: "\(field)/\(name).yaml")
            let reading = try file.read(
                strategies: Sample.strategies,
                optimizers: Sample.optimizers,
                resolve: Sample.summary
            )
            return reading.sweep.grid.count > 0 ? "" : "no jobs"
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "that mean one thing are read",
        arguments: [
            "cr", "crlf", "end-mark", "float-range-int", "float32-dup", "json", "linspace-rev", "no-hidden", "octal",
        ]
    )
    func accepted(name: String) {
        #expect(mistakes(name).isEmpty)
    }

    @Test(
        "that mean something else in YAML or another tool are refused with what helps",
        arguments: [
            ("big-seed", "the largest whole number is"), ("case", "did you mean `digits`?"),
            ("comma", "write 0.1, or [0"),
            ("dup", "`count` is written more than once"), ("en-dash-number", "U+2013"), ("epochs0", "from 1 to"),
            ("exp-int", "write 100"), ("expr", "write 0.1"), ("float-int", "write 5"), ("float-seed", "write 1"),
            ("formfeed", "U+000C"), ("fullwidth-colon", "U+FF1A"), ("hydra-choice", "write the list [0.1, 0.2]"),
            ("hydra-comma", "write the list [0.1, 0.2]"), ("inf", "must be a number"), ("latin1", "UTF-8"),
            ("merge", "anchors and aliases"), ("nbsp-after-colon", "U+00A0"), ("nbsp-before-comment", "U+00A0"),
            ("nbsp-indent", "U+00A0"), ("neg-seed", "at least 0"), ("none-strategy", "did you mean `naive`?"),
            ("null-strategy", "is nothing"), ("octal2", "write 8"), ("off", "did you mean `naive`?"),
            ("only-comments", "is empty"), ("percent", "write 0.1"), ("plural", "did you mean `learning_rate`?"),
            ("quoted-nums", "leave the quotes out"), ("sexagesimal", "must be a whole number"),
            ("smart-quotes", "U+201C"), ("tab", "indent with spaces"), ("two-docs", "another document"),
            ("underscore", "write 10"), ("utf16", "UTF-8"), ("wandb", "write the list [0.1, 0.2]"),
            ("wandb-dist", "scale: log}"), ("zero-width", "`digits<U+200B>`"),
        ]
    )
    func refused(name: String, expected: String) {
        #expect(mistakes(name).contains(expected), "\(mistakes(name))")
    }
}
