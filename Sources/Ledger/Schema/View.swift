internal import Experiments

/// A view for people and their tools, with the SQL that makes it.
struct View {
    var name: String
    var query: String

    /// The text as SQLite keeps it.
    var sql: String { "CREATE VIEW \(name) AS\n\(query)" }

    static let all = [jobs, accuracy, costs, failures, events]

    /// A job a row: every setting of its experiment, its status, its metrics.
    private static let jobs = View(
        name: "jobs",
        query: """
            SELECT job.digest AS job,
            \(Field.all.map { "    \(setting($0)) AS \(column($0))" }.joined(separator: ",\n")),
                settings,
                job.status,
            \(Metric.stored.map { "    outcome.\($0.rawValue)" }.joined(separator: ",\n")),
                outcome.operations,
                outcome.strategy_operations,
                outcome.strategy_bytes,
                outcome.stored_bytes,
                outcome.probe_operations,
                outcome.diverged_position,
                outcome.diverged_step,
                job.last_attempt
            FROM (SELECT *, \(settings) AS settings FROM job) AS job
            LEFT JOIN outcome ON outcome.job = job.id AND outcome.withdrawn IS NULL
            """
    )

    /// The matrices, a number of each a row, as in `accuracy.csv`.
    private static let accuracy = View(
        name: "accuracy",
        query: """
            SELECT job.digest AS job,
                matrix_row.key AS after,
                matrix_cell.key + 1 AS position,
                json_extract(job.ordering, '$[' || matrix_cell.key || ']') AS task,
                matrix_cell.value AS accuracy,
                json_extract(outcome.loss, '$[' || matrix_row.key || '][' || matrix_cell.key || ']') AS loss
            FROM outcome
            JOIN (
                SELECT id, digest, '[' || replace(\(settings) ->> '$.ordering', '-', ',') || ']' AS ordering FROM job
            ) AS job ON job.id = outcome.job
            JOIN json_each(outcome.accuracy) AS matrix_row
            JOIN json_each(matrix_row.value) AS matrix_cell
            WHERE outcome.withdrawn IS NULL
            """
    )

    /// An attempt a row, as in `costs.csv`.
    private static let costs = View(
        name: "costs",
        query: """
            SELECT job.digest AS job,
                attempt.number AS attempt,
                attempt.cause,
                attempt."end",
                worker.name AS worker,
                worker.host,
                \(time("attempt.started")) AS started,
                attempt.wall_seconds,
                attempt.cpu_seconds,
                attempt.peak_memory_bytes,
                attempt.operations
            FROM attempt
            JOIN job ON job.id = attempt.job
            JOIN worker ON worker.id = attempt.worker
            """
    )

    /// An attempt that failed or was lost a row, with its evidence.
    private static let failures = View(
        name: "failures",
        query: """
            SELECT job.digest AS job,
                job.status,
                attempt.number AS attempt,
                attempt."end",
                worker.name AS worker,
                worker.host,
                \(time("attempt.started")) AS started,
                attempt.reason,
                attempt.signal,
                attempt.exit_code,
                attempt.log
            FROM attempt
            JOIN job ON job.id = attempt.job
            JOIN worker ON worker.id = attempt.worker
            WHERE attempt."end" IN ('failed', 'lost')
            """
    )

    /// What an operator should know of, a row each.
    private static let events = View(
        name: "events",
        query: """
            SELECT \(time("event.at")) AS at, event.kind, job.digest AS job, event.worker, event.message
            FROM event
            LEFT JOIN job ON job.id = event.job
            """
    )

    private static func time(_ column: String) -> String {
        "strftime('%Y-%m-%dT%H:%M:%fZ', \(column), 'unixepoch')"
    }

    /// The canonical text of an experiment as a JSON object; the types before a variant's settings are left out.
    private static let settings: String = {
        let object = #"'{"' || replace(replace(experiment, '=', '":"'), char(10), '","') || '"}'"#
        return ["i", "n", "t"].reduce(object) { #"replace(\#($0), '":"\#($1):', '":"')"# }
    }()

    /// A field's value in the experiment, or its default where the canonical text leaves it out.
    private static func setting(_ field: Field) -> String {
        let written = #"settings ->> '$."\#(field.path)"'"#
        let value = field.defaultValue.map { "coalesce(\(written), '\($0.text)')" } ?? written
        return switch field.kind {
        case .integer: "CAST(\(value) AS INTEGER)"
        case .number: "CAST(\(value) AS REAL)"
        case .choice, .widths, .ordering, .classOrder, .classesPerTask, .strategy, .optimizer, .dataset: value
        }
    }

    /// A field's own name, with its section in front where two sections have that name.
    private static func column(_ field: Field) -> String {
        let isUnique = Field.all.count { $0.name == field.name } == 1 || field.section == .grid
        return isUnique ? field.name : "\(field.section.rawValue)_\(field.name)"
    }
}

extension Metric {
    /// The metrics kept with an outcome; `intransigence` needs another job and is found when tables are written.
    static let stored = allCases.filter { $0 != .intransigence }
}
