internal import Experiments
internal import Hashing
internal import Ledger
internal import Statistics

/// `report.json`, schema 1. Keys are stable: later versions add some and change none without a new schema number.
///
/// - `schema`: 1. `lethe`: the version that wrote the file.
/// - `sweep`: `name`, `file`, `grid` (digest), `numerics`, `version`, `tasks`, `scenario`, `task_count`, `axes` (of
///   `name`, `count` and `levels`, at most 1,000 of them), `datasets` (of `name`, `digest`, sizes, `labels`),
///   `task_classes` (the labels of each split task, null where jobs differ in them), `created`, `finished`.
/// - `jobs`: how many there are in `total`, and by status.
/// - `findings`: of `key`, `text` and `numbers`, the numbers in the sentence by name.
/// - `key_numbers`: of `key`, `value`, `text`, `definition`.
/// - `metrics`: by key, each with `definition`, and over done jobs `count`, `mean`, `sd`, `min`, `max`.
/// - `figures`: of `id`, `title`, `caption`, `method`, and `data` with `columns` and `rows`.
/// - `failures` and `divergences`: of `cell`, `job` and why, the first 200 of each.
/// - `costs`: `attempts`, `cpu_seconds`, `wall_seconds`, `operations`, `peak_memory_bytes`, `hosts`.
struct ReportDocument: Sendable {
    static let schema = 1

    let report: Report

    private var study: Study { report.study }

    var json: JSONValue {
        [
            "schema": .integer(Self.schema), "lethe": .string(study.provenance.reporter), "sweep": sweep,
            "jobs": counts,
            "findings": .array(report.findings.map(finding)), "key_numbers": .array(report.keyNumbers.map(keyNumber)),
            "metrics": metrics, "figures": .array(report.figures.map(figure)), "failures": failures,
            "divergences": divergences, "costs": costs, "sweep_file": .string(study.provenance.sweep.text),
        ]
    }

    private var sweep: JSONValue {
        let record = study.provenance.sweep
        return [
            "name": .string(study.sweep.name), "file": .string(record.file), "grid": .string(record.grid.hex),
            "numerics": .integer(record.numerics.number), "version": .string(record.version),
            "tasks": .string(study.grid.base.stream.tasks.rawValue),
            "scenario": .string(study.grid.base.stream.scenario.rawValue), "task_count": .integer(study.taskCount),
            "axes": .array(study.grid.axes.map(axis)), "datasets": .array(study.datasets.map(dataset)),
            "task_classes": study.sweep.taskClasses.map { tasks in
                .array(tasks.map { .array($0.map { .string($0) }) })
            } ?? .null,
            "created": .string(record.created.utc), "finished": .string(study.provenance.finish?.at.utc),
        ]
    }

    private func axis(_ axis: Axis) -> JSONValue {
        [
            "name": .string(axis.field.name), "count": .integer(axis.count),
            "levels": .array((0..<min(axis.count, 1000)).map { .string(axis.label($0)) }),
        ]
    }

    private func dataset(_ dataset: DatasetSummary) -> JSONValue {
        [
            "name": .string(dataset.name), "digest": .string(dataset.digest.hex), "height": .integer(dataset.height),
            "width": .integer(dataset.width), "classes": .integer(dataset.classCount),
            "train": .integer(dataset.trainCount), "test": .integer(dataset.testCount),
            "labels": .array(dataset.classes.map { .string($0.name) }),
        ]
    }

    private var counts: JSONValue {
        .object(
            [.init(key: "total", value: .integer(study.grid.count))]
                + JobStatus.allCases.map { .init(key: $0.rawValue, value: .integer(study.count($0))) }
        )
    }

    private func finding(_ finding: Finding) -> JSONValue {
        [
            "key": .string(finding.key), "text": .string(finding.text),
            "numbers": .object(finding.numbers.map { .init(key: $0.name, value: .number($0.value)) }),
        ]
    }

    private func keyNumber(_ number: KeyNumber) -> JSONValue {
        [
            "key": .string(number.key), "value": .number(number.value), "text": .string(number.text),
            "definition": .string(number.definition),
        ]
    }

    private var metrics: JSONValue {
        .object(
            Metric.allCases.map { metric in
                let moments = study.metrics[metric]
                return .init(
                    key: metric.rawValue,
                    value: [
                        "definition": .string(metric.definition), "count": .integer(moments?.count ?? 0),
                        "mean": .number(moments?.mean), "sd": .number(moments?.standardDeviation),
                        "min": .number(moments?.minimum), "max": .number(moments?.maximum),
                    ]
                )
            }
        )
    }

    private func figure(_ figure: Figure) -> JSONValue {
        [
            "id": .string(figure.id), "title": .string(figure.title), "caption": .string(figure.caption),
            "method": .string(figure.method),
            "data": [
                "columns": .array(figure.data.columns.map { .string($0) }),
                "rows": .array(figure.data.rows.map { .array($0.map(value)) }),
            ],
        ]
    }

    private func value(_ value: DataTable.Value) -> JSONValue {
        switch value {
        case .text(let text): .string(text)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .none: .null
        }
    }

    private var failures: JSONValue {
        .array(
            study.failures.map { failed in
                [
                    "cell": .integer(failed.cell), "job": .string(study.jobWords(ofCell: failed.cell)),
                    "reason": .string(failed.failure?.reason),
                    "signal": failed.failure?.signal.map { .integer($0) } ?? .null,
                    "exit_code": failed.failure?.exitCode.map { .integer($0) } ?? .null,
                ]
            }
        )
    }

    private var divergences: JSONValue {
        .array(
            study.divergences.map { diverged in
                [
                    "cell": .integer(diverged.cell), "job": .string(study.jobWords(ofCell: diverged.cell)),
                    "position": .integer(diverged.at.position), "step": .integer(diverged.at.step),
                ]
            }
        )
    }

    private var costs: JSONValue {
        let costs = study.costs
        return [
            "attempts": .integer(costs.attempts), "cpu_seconds": .number(costs.cpuSeconds),
            "wall_seconds": .number(costs.wallSeconds), "operations": .number(costs.operations),
            "peak_memory_bytes": .integer(costs.peakMemoryBytes),
            "hosts": .array(costs.hosts.keys.sorted().map { .string($0) }),
        ]
    }
}
