internal import Experiments
internal import GRDB

extension Outcome {
    private static let columns = [
        "task_count", "accuracy", "loss", "validation", "flip_count", "flip_total", "diverged_position",
        "diverged_step", "operations", "strategy_operations", "strategy_bytes", "stored_bytes", "probe_operations",
    ]

    private static let insertion: String = {
        let names = ["job", "attempt"] + columns + Metric.stored.map(\.rawValue)
        let marks = [String](repeating: "?", count: names.count)
        return "INSERT INTO outcome (\(names.joined(separator: ", "))) VALUES (\(marks.joined(separator: ", ")))"
    }()

    /// Writes the outcome of an attempt, which must be on record and the job's first to deliver.
    func insert(into database: Database, job: Int64, attempt: Attempt) throws {
        let held = validation.map { TaskMatrix(taskCount: accuracy.taskCount, rows: [$0]) }
        guard let accuracyText = accuracy.json, let lossText = loss.json, held == nil || held?.json != nil else {
            throw LetheError(
                "ledger.not-finite",
                "an outcome of job \(attempt.job) holds a number that is not finite",
                hint: "the worker that sent it computes wrong"
            )
        }
        var arguments: [(any DatabaseValueConvertible)?] = [
            job, attempt.id.number, accuracy.taskCount, accuracyText, lossText, held?.json, negativeFlips?.count,
            negativeFlips?.total, divergence?.position, divergence?.step, operations, strategyCost.operations,
            strategyCost.memoryBytes, strategyCost.storedBytes, probeOperations,
        ]
        for metric in Metric.stored { arguments.append(value(of: metric)) }
        try database.cachedStatement(sql: Outcome.insertion).execute(arguments: StatementArguments(arguments))
    }

    /// The outcome that counts for a job, or the one that a certain attempt delivered, withdrawn or not.
    static func fetch(
        from database: Database,
        job: Int64,
        attempt: Int? = nil,
        _ path: String
    ) throws -> Outcome? {
        let which = attempt == nil ? "withdrawn IS NULL" : "attempt = ?"
        let sql = "SELECT \(columns.joined(separator: ", ")) FROM outcome WHERE job = ? AND \(which)"
        var arguments: StatementArguments = [job]
        if let attempt { arguments += [attempt] }
        let statement = try database.cachedStatement(sql: sql)
        return try Row.fetchOne(statement, arguments: arguments).map { try Outcome(row: $0, path) }
    }

    private init(row: Row, _ path: String) throws {
        guard let accuracy = TaskMatrix(json: row[1], taskCount: row[0]),
            let loss = TaskMatrix(json: row[2], taskCount: row[0])
        else { throw LedgerError.damaged(path, "an outcome whose matrices cannot be read") }
        var validation: [Double]?
        if let text: String = row[3] {
            guard let matrix = TaskMatrix(json: text, taskCount: row[0]), matrix.rows.count == 1 else {
                throw LedgerError.damaged(path, "an outcome whose accuracies on held-out examples cannot be read")
            }
            validation = matrix.rows[0]
        }
        var flips: NegativeFlips?
        if let count: Int = row[4], let total: Int = row[5] { flips = NegativeFlips(count: count, total: total) }
        var divergence: Divergence?
        if let position: Int = row[6], let step: Int = row[7] {
            divergence = Divergence(position: position, step: step)
        }
        self.init(
            accuracy: accuracy,
            loss: loss,
            validation: validation,
            negativeFlips: flips,
            divergence: divergence,
            operations: row[8],
            strategyCost: StrategyCost(operations: row[9], memoryBytes: row[10], storedBytes: row[11]),
            probeOperations: row[12]
        )
    }
}
