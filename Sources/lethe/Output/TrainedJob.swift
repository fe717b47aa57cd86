internal import Experiments
internal import Foundation
internal import Hashing

/// What `lethe train` shows of a job.
struct TrainedJob: Encodable {
    var job: Int
    var id: String
    var experiment: String
    var status: String
    var divergedAtStep: Int?
    var accuracy: [[Double]]
    var loss: [[Double]]
    var metrics: [String: Double]
    var operations: Int
    var digest: String
    var wallSeconds: Double

    init(job: Int, id: JobID, _ experiment: Experiment, _ outcome: Outcome, seconds: Double) {
        self.job = job
        self.id = id.description
        self.experiment = experiment.canonical
        status = outcome.divergence == nil ? "done" : "diverged"
        divergedAtStep = outcome.divergence?.step
        accuracy = outcome.accuracy.rows
        loss = outcome.loss.rows
        metrics = Dictionary(
            uniqueKeysWithValues: Metric.allCases.compactMap { metric in
                outcome.value(of: metric).map { (metric.rawValue, $0) }
            }
        )
        operations = outcome.operations
        digest = outcome.digest.hex
        wallSeconds = seconds
    }

    /// The experiment, both matrices and the metrics, for people.
    func text(columns: [String]) -> String {
        var lines = ["job \(job)  \(id)", ""]
        lines += experiment.split(separator: "\n").map { "  " + $0 }
        lines += ["", "accuracy on the task at each position, after so many tasks"]
        lines += Self.table(accuracy)
        lines += ["", "loss"]
        lines += Self.table(loss)
        lines.append("")
        if let step = divergedAtStep { lines.append("diverged at step \(step): the loss stopped being finite") }
        let width = metrics.keys.map(\.count).max() ?? 0
        for metric in Metric.allCases {
            guard let value = metrics[metric.rawValue] else { continue }
            let name = metric.rawValue.padding(toLength: width, withPad: " ", startingAt: 0)
            lines.append("\(name)  " + String(format: "%8.4f", value))
        }
        let rate = Double(operations) / wallSeconds / 1e9
        lines.append("")
        lines.append(
            "\(Quantity.operations(Double(operations))) in \(Quantity.duration(wallSeconds)), "
                + String(format: "%.1f GFLOP/s", rate)
        )
        return lines.joined(separator: "\n")
    }

    private static func table(_ rows: [[Double]]) -> [String] {
        let head = "  after " + (1...max(rows.first?.count ?? 1, 1)).map { String(format: "%8d", $0) }.joined()
        return [head]
            + rows.enumerated().map { after, row in
                String(format: "  %5d ", after) + row.map { String(format: "%8.4f", $0) }.joined()
            }
    }
}
