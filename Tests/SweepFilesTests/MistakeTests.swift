internal import DataSets
import Experiments
import SweepFiles
import Testing

@Suite("Mistakes in sweep files")
struct MistakeTests {
    private func expect(_ text: String, _ expected: String, _ place: SourceLocation = #_sourceLocation) {
        #expect(Sample.mistakes(text) == expected, sourceLocation: place)
    }

    @Test("all mistakes of a file are told at once, in the order of the file")
    func allAtOnce() {
        expect(
            """
            name: a/b
            streem: {}
            stream:
              dataset: digit
              tasks: permutted
              count: 0
              epochs: 3
            model:
              hidden: [64, -1]
              dropout: "0.1"
              activation: no
            training:
              learning_rat: 0.1
              batch_size: 16.5
              epochs: [1, 2]
              optimizer: sdg
            grid:
              learning_rate: [0.1, fast, 1e50, 1e-60, .nan]
              hiden: [[1]]
              hidden: [16, 32]
              count: [1, 2]
              seed: {cont: 3}
              strategy: [naiv, {ewc: {lamda: 3, lambda: []}}, {ewc: {}, replay: {}}]
              init: []
            probes: {drift: true}
            """,
            """
            sweep.yaml:1:7: `name` must be made of letters, digits, `-`, `_` and `.`, but is `a/b` (it names the \
            run's directory) [sweep.name]
            sweep.yaml:2:1: unknown key `streem` in a sweep file (did you mean `stream`?) [sweep.unknown-key]
            sweep.yaml:4:12: `dataset` must be digits, fashion-mnist, synthetic, {idx: DIR} or {csv: FILE, label: \
            COLUMN, test: FILE or share}, but is `digit` (did you mean `digits`?) [sweep.value]
            sweep.yaml:5:10: `tasks` must be one of permuted, rotated, split, but is `permutted` (did you mean \
            `permuted`?) [sweep.value]
            sweep.yaml:6:10: `count` must be a whole number from 1 to 10000, but is `0` [sweep.value]
            sweep.yaml:7:3: unknown key `epochs` in `stream` (`epochs` belongs in `training`) [sweep.unknown-key]
            sweep.yaml:9:16: `hidden` must be made of layer widths from 1 to 1000000, but is `-1` [sweep.value]
            sweep.yaml:10:12: `dropout` must be a number of at least 0 and at most 0.99, but is the text `"0.1"` \
            (leave the quotes out) [sweep.value]
            sweep.yaml:11:15: `activation` must be one of relu, tanh, gelu, but is `no` [sweep.value]
            sweep.yaml:13:3: unknown key `learning_rat` in `training` (did you mean `learning_rate`?) \
            [sweep.unknown-key]
            sweep.yaml:14:15: `batch_size` must be a whole number from 1 to 1000000, but is `16.5` [sweep.value]
            sweep.yaml:15:11: `epochs` must be a whole number from 1 to 1000000, but is a list (a list of values to \
            try belongs in `grid`) [sweep.value]
            sweep.yaml:16:14: unknown optimizer `sdg` (did you mean `sgd`?) [sweep.unknown-variant]
            sweep.yaml:18:24: `learning_rate` must be a number above 0, but is `fast` [sweep.value]
            sweep.yaml:18:30: `learning_rate` must be a number above 0, but is `1e50` (the largest float32 is about \
            3.4e38) [sweep.value]
            sweep.yaml:18:36: `learning_rate` must be a number above 0, but is `1e-60` (a float32 below about 1e-45 \
            is 0) [sweep.value]
            sweep.yaml:18:43: `learning_rate` must be a number above 0, but is `.nan` [sweep.value]
            sweep.yaml:19:3: unknown key `hiden` in `grid` (did you mean `hidden`?) [sweep.unknown-key]
            sweep.yaml:20:3: `hidden` is an axis of the grid, and also written in line 9 (take one of them out) \
            [sweep.written-twice]
            sweep.yaml:20:11: `hidden` must be a list of lists of layer widths, but is a list (write [[16], [32]] \
            for networks of one hidden layer, or [[16, 32]] for one network) [sweep.value]
            sweep.yaml:21:3: `count` decides what the tasks are, so it cannot be an axis (write it in `stream`, and \
            make a sweep for each value) [sweep.no-axis]
            sweep.yaml:22:9: `seed` lacks `count` (write {count: 5}, or a list of seeds) [sweep.missing-key]
            sweep.yaml:22:10: unknown key `cont` in `seed` (did you mean `count`?) [sweep.unknown-key]
            sweep.yaml:23:14: unknown strategy `naiv` (did you mean `naive`?) [sweep.unknown-variant]
            sweep.yaml:23:27: unknown key `lamda` in `ewc` (did you mean `lambda`?) [sweep.unknown-key]
            sweep.yaml:23:45: `lambda` needs at least one value (or take the key out) [sweep.empty-axis]
            sweep.yaml:23:51: `strategy` must be one of `naive`, `joint`, `replay`, `ewc`, but is a mapping of \
            several, or of none (one with settings is written {name: {setting: value}}) [sweep.value]
            sweep.yaml:24:9: `init` needs at least one value (or take the key out) [sweep.empty-axis]
            sweep.yaml:25:1: `probes` are not available in this version (take the section out) [sweep.not-available]
            """
        )
    }

    @Test("an ordering must be a permutation of the tasks")
    func orderings() {
        expect(
            Sample.grid("  ordering: [[0, 1, 2], [0, 1], [0, 0, 1], [1, 2, 3], 3]"),
            """
            sweep.yaml:3:25: [0, 1] is no permutation of the tasks 0 to 2 (an ordering names each of the 3 tasks \
            once) [sweep.ordering]
            sweep.yaml:3:33: [0, 0, 1] is no permutation of the tasks 0 to 2 (an ordering names each of the 3 tasks \
            once) [sweep.ordering]
            sweep.yaml:3:44: [1, 2, 3] is no permutation of the tasks 0 to 2 (an ordering names each of the 3 tasks \
            once) [sweep.ordering]
            sweep.yaml:3:55: `ordering` must be a permutation of the task numbers such as [2, 0, 1], but is `3` \
            [sweep.value]
            """
        )
        expect(
            Sample.grid("  ordering: [0, 1, 2]"),
            """
            sweep.yaml:3:13: `ordering` must be all, {sample: N}, or a list of orderings such as [[0, 1, 2], [2, 1, \
            0]], but is a list (write [[0, 1, 2]] for one ordering) [sweep.value]
            """
        )
        expect(
            Sample.grid("  ordering: some"),
            """
            sweep.yaml:3:13: `ordering` must be all, {sample: N}, or a list of orderings such as [[0, 1, 2], [2, 1, \
            0]], but is `some` [sweep.value]
            """
        )
        expect(
            Sample.grid("  ordering: {sample: 7}"),
            """
            sweep.yaml:3:22: 3 tasks have only 6 orderings, so 7 cannot be drawn (write `ordering: all`) [sweep.sample]
            """
        )
        expect(
            Sample.grid("  ordering: {sample: 0}"),
            """
            sweep.yaml:3:22: `sample` must be a whole number from 1 to 100000, but is `0` [sweep.value]
            """
        )
        expect(
            Sample.grid("  ordering: {}"),
            """
            sweep.yaml:3:13: `ordering` lacks `sample` (write {sample: 12}, or all) [sweep.missing-key]
            """
        )
        expect(
            "stream: {dataset: digits, tasks: permuted, count: 21}\ngrid: {ordering: all}",
            """
            sweep.yaml:2:18: 21 tasks have about 5.1e+19 orderings, more than can be counted (write {sample: 100} \
            for a hundred of them) [sweep.too-many-jobs]
            """
        )
    }

    @Test("a range needs its ends and its points")
    func ranges() {
        expect(
            Sample.grid("  learning_rate: {from: 0.1, points: 3}"),
            """
            sweep.yaml:3:18: the range of `learning_rate` lacks `to` (a range is {from: 0.001, to: 0.1, points: 5, \
            scale: log}) [sweep.missing-key]
            """
        )
        expect(
            Sample.grid("  learning_rate: {from: 0.1, to: 1, points: 1}"),
            """
            sweep.yaml:3:45: `points` must be a whole number from 2 to 100000, but is `1` [sweep.value]
            """
        )
        expect(
            Sample.grid("  dropout: {from: 0, to: 0.5, points: 3, scale: log}"),
            """
            sweep.yaml:3:12: a logarithmic range of `dropout` must begin and end above 0 [sweep.range]
            """
        )
        expect(
            Sample.grid("  dropout: {from: 0, to: 2, points: 3, scale: lin}"),
            """
            sweep.yaml:3:26: `to` must be a number of at least 0 and at most 0.99, but is `2` [sweep.value]
            sweep.yaml:3:47: `scale` must be one of linear, log, but is `lin` [sweep.value]
            """
        )
    }

    @Test("what is missing is named")
    func missing() {
        expect(
            "",
            """
            sweep.yaml:1:1: the sweep file is empty (it needs at least a `stream` with a `dataset` and `tasks`) \
            [sweep.empty]
            """
        )
        expect(
            "# nothing",
            """
            sweep.yaml:1:1: the sweep file is empty (it needs at least a `stream` with a `dataset` and `tasks`) \
            [sweep.empty]
            """
        )
        expect(
            "grid: {seed: 1}",
            """
            sweep.yaml:1:1: `stream` must say which `dataset`: digits, fashion-mnist, synthetic, {idx: DIR} or {csv: \
            FILE, label: COLUMN, test: FILE or share} [sweep.missing-key]
            sweep.yaml:1:1: `stream` must say which `tasks`: one of permuted, rotated, split [sweep.missing-key]
            """
        )
        expect(
            "- a\n- b",
            """
            sweep.yaml:1:1: a sweep file must be a mapping of keys to values, but is a list (its keys are `name`, \
            `stream`, `model`, `training`, `grid`) [sweep.value]
            """
        )
        expect(
            "stream: [1]",
            """
            sweep.yaml:1:9: `stream` must be a mapping of keys to values, but is a list (its keys are `dataset`, \
            `tasks`, `count`, `scenario`, `train_samples`, `test_samples`, `draw`, `class_order`, `classes_per_task`, \
            `validation`, `scale`, `max_angle`, `seed`, `classes`) [sweep.value]
            """
        )
        expect(
            "stream: {dataset: {csv: a.csv}, tasks: split}",
            """
            sweep.yaml:1:19: `dataset` lacks `label` (a table is {csv: FILE, label: COLUMN, test: FILE or share}) \
            [sweep.missing-key]
            sweep.yaml:1:19: `dataset` lacks `test` (a table is {csv: FILE, label: COLUMN, test: FILE or share}) \
            [sweep.missing-key]
            """
        )
        expect(
            """
            stream:
              tasks: split
              dataset:
                {csv: a.csv, label: k, test: 1.5, header: yes, separator: tabs, decimal: p, encoding: latin-1,
                 shape: [28], categorical: [[a]], sep: 1}
            """,
            """
            sweep.yaml:4:34: `test` must be a file, or a share between 0 and 1, but is `1.5` [sweep.value]
            sweep.yaml:4:47: `header` must be true or false, but is `yes` (true where the first row holds names) \
            [sweep.value]
            sweep.yaml:4:63: `separator` must be a character such as ",", ";", "|" or tab, but is `tabs` [sweep.value]
            sweep.yaml:4:78: `decimal` must be "." or ",", but is `p` [sweep.value]
            sweep.yaml:4:91: `encoding` must be utf-8, the only one that is read, but is `latin-1` (convert the file, \
            for example by `iconv -f latin1 -t utf-8`) [sweep.value]
            sweep.yaml:5:13: `shape` must be [HEIGHT, WIDTH] of the images, such as [28, 28], but is a list \
            [sweep.value]
            sweep.yaml:5:33: `categorical` must be a list of columns, by name or number, but is a list [sweep.value]
            sweep.yaml:5:39: unknown key `sep` in `dataset` (the keys are `csv`, `label`, `test`, `header`, \
            `separator`, `decimal`, `encoding`, `shape`, `categorical`, `ignore`) [sweep.unknown-key]
            """
        )
        expect(
            "stream: {dataset: {}, tasks: split}",
            """
            sweep.yaml:1:19: `dataset` must be digits, fashion-mnist, synthetic, {idx: DIR} or {csv: FILE, label: \
            COLUMN, test: FILE or share}, but is a mapping [sweep.value]
            """
        )
    }

    @Test("what YAML refuses is told with its place")
    func syntax() {
        expect(
            "stream:\n\tdataset: digits",
            """
            sweep.yaml:2:1: this is no YAML: found character that cannot start any token, while scanning for the \
            next token that began in line 2 (indent with spaces: YAML does not allow tabs) [sweep.syntax]
            """
        )
        expect(
            "stream: {dataset: digits",
            """
            sweep.yaml:2:1: this is no YAML: did not find expected ',' or '}', while parsing a flow mapping that \
            began in line 1 [sweep.syntax]
            """
        )
        expect(
            "name: a\nname: b",
            """
            sweep.yaml:1:1: the key `name` is written more than once here [sweep.syntax]
            """
        )
        expect(
            "stream: &s {dataset: digits}\nmodel: *s",
            """
            sweep.yaml:1:9: anchors and aliases are not allowed in sweep files (write the value out) [sweep.anchor]
            """
        )
        expect(
            "stream: {dataset: digits}\n---\nstream: {}",
            """
            sweep.yaml:2:1: this is no YAML: but found another document, expected a single document in the stream \
            that began in line 1 [sweep.syntax]
            """
        )
        expect(
            "? [a, b]\n: c",
            """
            sweep.yaml:1:3: a key must be a word, but here is a list [sweep.key]
            """
        )
        expect(
            String(repeating: "[", count: 100_000),
            """
            sweep.yaml:1:33: values are nested too deeply or aliased too often here [sweep.too-deep]
            """
        )
        expect(
            String(repeating: "- ", count: 100_000),
            """
            sweep.yaml:1:130: values are nested too deeply or aliased too often here [sweep.too-deep]
            """
        )
        expect(
            "a: [*a, *b, *c, *d, *e, *f, *g, *h, *i]",
            """
            sweep.yaml:1:37: values are nested too deeply or aliased too often here [sweep.too-deep]
            """
        )
        expect(
            "name: \u{7}",
            """
            sweep.yaml:1:7: this is no YAML: control characters are not allowed (U+0007 cannot be seen: delete \
            it) [sweep.syntax]
            """
        )
    }

    @Test("too many jobs are an error, not an overflow")
    func tooMany() {
        let tasks = "stream: {dataset: digits, tasks: permuted, count: 20}\ngrid:\n  ordering: all\n"
        expect(
            tasks + "  seed: {count: 10}",
            """
            sweep.yaml:2:1: the grid has about 2.4e+19 jobs, more than can be counted (take values or axes \
            away, or sample the \
            orderings) [sweep.too-many-jobs]
            """
        )
        expect(
            Sample.grid("  seed: {count: 1000000000000}"),
            """
            sweep.yaml:3:17: `count` must be a whole number from 1 to 100000, but is `1000000000000` [sweep.value]
            """
        )
        expect(
            Sample.grid("  seed: 99999999999999999999"),
            """
            sweep.yaml:3:9: `seed` must be a whole number of at least 0, but is `99999999999999999999` (the largest \
            whole number is 9223372036854775807) [sweep.value]
            """
        )
        expect(
            Sample.grid(
                "  strategy: {ewc: {lambda: {from: 1, to: 2, points: 90000}, mode: [online, offline]}}"
            ),
            """
            sweep.yaml:3:61: `ewc` has more than 100000 combinations [sweep.too-many-jobs]
            """
        )
    }

    @Test("a field is written in one place")
    func writtenTwice() {
        expect(
            "stream: {dataset: digits, tasks: split}\nmodel: {hidden: [8]}\ngrid: {hidden: [[8], [16]]}",
            """
            sweep.yaml:3:8: `hidden` is an axis of the grid, and also written in line 2 (take one of them out) \
            [sweep.written-twice]
            """
        )
    }

    @Test("what a data set or the trainer refuses is shown at the key")
    func outside() {
        expect(
            "stream: {dataset: {idx: nowhere}, tasks: split}",
            """
            sweep.yaml:1:19: there is no directory `nowhere` (check the path) [data.missing]
            """
        )
        expect(
            "stream:\n  dataset: digits\n  tasks: split\n  count: 11\ngrid: {seed: [1, 2]}",
            """
            sweep.yaml:4:3: `count` asks for 11 tasks, but there are 10 classes [stream.classes]
            """
        )
        expect(
            "stream: {dataset: digits, tasks: rotated}\nmodel: {dropout: 0.5}\ngrid: {max_angle: [90, 0]}",
            """
            sweep.yaml:3:8: all rotated tasks are the same (raise `max_angle: 0`) [stream.same-tasks]
            """
        )
    }

    @Test("a name is not empty, and a sample of orderings fits in memory")
    func emptyAndVast() {
        expect(
            "name: ''\nstream: {dataset: digits, tasks: permuted}",
            """
            sweep.yaml:1:7: `name` must be made of letters, digits, `-`, `_` and `.`, but is the text `""` (it names \
            the run's directory) [sweep.name]
            """
        )
        expect(
            "stream: {dataset: digits, tasks: permuted, count: 10000}\ngrid: {ordering: {sample: 1001}}",
            """
            sweep.yaml:2:27: 1001 orderings of 10000 tasks are too many to draw (1000 of them can be drawn) \
            [sweep.sample]
            """
        )
        expect(
            Sample.grid("  seed: [18446744073709551615]"),
            """
            sweep.yaml:3:10: `seed` must be a whole number of at least 0, but is `18446744073709551615` (the largest \
            whole number is 9223372036854775807) [sweep.value]
            """
        )
    }
}
