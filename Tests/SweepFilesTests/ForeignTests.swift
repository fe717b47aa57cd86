import Experiments
import Testing

@testable import SweepFiles

@Suite("What editors and other tools make of a sweep file")
struct ForeignTests {
    @Test(
        "characters that cannot be seen, or look like others, are named where they stand",
        arguments: [
            (
                "stream: {dataset: digits\u{200B}, tasks: permuted}",
                "`digits<U+200B>` (U+200B (zero width space) cannot be"
            ),
            (
                "stream:\n  dataset: digits\n\u{A0} tasks: split",
                "U+00A0 (no-break space) is not the space of YAML: write a"
            ),
            ("stream:\n  tasks:\u{A0}split\n  count: 2", "U+00A0 (no-break space) is not the space of YAML"),
            ("stream:\n  dataset\u{FF1A} digits\n  tasks: split", "U+FF1A (fullwidth colon) stands here for `:`"),
            (
                "stream: {dataset: \u{201C}digits\u{201D}, tasks: split}",
                "(left double quotation mark) stands here for `\"`"
            ),
            ("training: {learning_rate: 1e\u{2013}3}", "U+2013 (en dash) stands here for `-`: write that"),
            ("stream: {dataset: digits, tas\u{200D}ks: split}", "unknown key `tas<U+200D>ks`"),
            ("stream: {dataset: digits}\n\u{C}model: {}", "U+000C cannot be seen: delete it"),
            ("stream: {dataset: {idx: no\u{AD}where}, tasks: split}", "U+00AD (soft hyphen) cannot be seen"),
        ]
    )
    func strange(text: String, expected: String) {
        #expect(Sample.mistakes(text).contains(expected), "\(Sample.mistakes(text))")
    }

    @Test("they are no matter in comments, and none where nothing is wrong")
    func harmless() throws {
        let text = "# \u{201C}quoted\u{201D}\u{200B}\nstream: {dataset: digits, tasks: permuted} # \u{2013}"
        #expect(try Sample.read(text).warnings.isEmpty)
        let mistakes = Sample.mistakes("stream: {dataset: digits, tasks: splitt} # \u{200B}")
        #expect(mistakes.contains("did you mean `split`?") && !mistakes.contains("U+200B"))
    }

    @Test(
        "values that Hydra, Weights & Biases, Optuna and Ray would read get what to write here",
        arguments: [
            ("learning_rate: choice(0.1, 0.2)", "write the list [0.1, 0.2] in `grid`"),
            ("learning_rate: 0.1,0.2", "write the list [0.1, 0.2] in `grid`"),
            ("learning_rate: 0,1", "write 0.1, or [0, 1] in `grid` for two values"),
            ("learning_rate: interval(0.001, 0.1)", "write {from: 0.001, to: 0.1, points: 5} in `grid`"),
            ("learning_rate: tag(log, interval(0.001, 0.1))", "write {from: 0.001, to: 0.1, points: 5, scale: log}"),
            ("learning_rate: {values: [0.1, 0.2]}", "write the list [0.1, 0.2] in `grid`"),
            ("learning_rate: {value: 0.1}", "write 0.1 alone"),
            (
                "learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.1}",
                "write {from: 0.001, to: 0.1, points: 5, scale: log}"
            ),
            ("learning_rate: {distribution: normal, mu: 0, sigma: 1}", "values are not drawn at random"),
            ("learning_rate: {low: 0.1, high: 1, log: true}", "write {from: 0.1, to: 1, points: 5, scale: log}"),
            (
                "learning_rate: trial.suggest_float(x, 0.1, 1, log=True)",
                "write {from: 0.1, to: 1, points: 5, scale: log}"
            ),
            ("learning_rate: np.linspace(0.1, 1, 4)", "write {from: 0.1, to: 1, points: 4} in `grid`"),
            ("learning_rate: logspace(-3, -1, 3)", "write {from: 1e-3, to: 1e-1, points: 3, scale: log}"),
            ("learning_rate: {grid_search: [0.1, 1]}", "write the list [0.1, 1] in `grid`"),
            ("learning_rate: ${lr}", "write the value out"),
            ("learning_rate: 10%", "write 0.1"), ("learning_rate: 1/8", "write 0.125"),
            ("batch_size: 1e2", "write 100"),
            ("batch_size: 32.0", "write 32"), ("batch_size: 1_024", "write 1024"), ("batch_size: 0x20", "write 32"),
            ("strategy: {values: [naive, joint]}", "write the list [naive, joint] in `grid`"),
            ("strategy: [{replay: {buffer: {values: [1, 2]}}}]", "write the list [1, 2] in `grid`"),
            ("activation: choice(relu, tanh)", "write the list [relu, tanh] in `grid`"),
            ("strategy: [er]", "did you mean `replay`?"), ("strategy: [finetune]", "did you mean `naive`?"),
            ("lr: [0.1]", "did you mean `learning_rate`?"), ("widths: [[16]]", "did you mean `hidden`?"),
        ]
    )
    func foreign(axis: String, expected: String) {
        let found = Sample.mistakes(Sample.grid("  \(axis)"))
        #expect(found.contains(expected), "\(found)")
        #expect(found.split(separator: "\n").count == 1, "\(found)")
    }

    @Test("sections of other tools are named as theirs")
    func sections() {
        let stream = "stream: {dataset: digits, tasks: permuted}\n"
        let expected = [
            "method: bayes": "`method` belongs to Weights & Biases", "parameters: {}": "did you mean `grid`?",
            "defaults: [a]": "`defaults` belongs to Hydra", "n_trials: 100": "`n_trials` belongs to Optuna",
        ]
        for (text, hint) in expected { #expect(Sample.mistakes(stream + text).contains(hint), "\(text)") }
    }

    @Test("a mapping in a section is told what it would be in the grid")
    func inSection() {
        let found = Sample.mistakes("stream: {dataset: digits, tasks: split}\ntraining: {epochs: {values: [1, 2]}}")
        #expect(found.contains("write the list [1, 2] in `grid`"), "\(found)")
    }
}
