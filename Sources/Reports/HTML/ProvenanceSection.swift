internal import Experiments
internal import FoundationEssentials
internal import Hashing
internal import Ledger

/// What the numbers come from: the sweep file, the data, the machines, the versions.
struct ProvenanceSection: Sendable {
    let study: Study

    var section: PageSection {
        let facts = study.facts.flatMap { fact in
            [Markup.tag("dt", [:], [.text(fact.name)]), .tag("dd", [:], [.text(fact.text)])]
        }
        return PageSection(
            id: "provenance",
            title: "Provenance",
            content: [
                .tag("dl", ["class": "facts"], facts), .tag("h3", [:], ["Sweep file"]),
                .tag("pre", ["tabindex": "0"], [.text(study.provenance.sweep.text)]),
            ]
        )
    }
}

/// A line of the provenance.
struct Fact: Hashable, Sendable {
    var name: String
    var text: String
}

extension Study {
    /// Provenance and costs, line by line.
    var facts: [Fact] {
        let record = provenance.sweep
        var facts = [
            Fact(name: "Sweep file", text: record.file),
            Fact(name: "Grid", text: "\(jobs(grid.count)), SHA-256 \(record.grid.hex)"),
        ]
        facts += datasets.map { dataset in
            Fact(
                name: "Data set \(dataset.name)",
                text: """
                    \(NumberText.grouped(dataset.trainCount)) training and \(NumberText.grouped(dataset.testCount)) \
                    test examples of \(dataset.height)×\(dataset.width), \(dataset.classCount) classes, SHA-256 \
                    \(dataset.digest.hex)
                    """
            )
        }
        facts += taskFacts
        facts += [
            Fact(name: "Numerics revision", text: String(record.numerics.number)),
            Fact(name: "Lethe", text: "\(record.version) (run), \(provenance.reporter) (report)"),
            Fact(name: "Given", text: record.created.utc),
        ]
        if let finish = provenance.finish { facts.append(Fact(name: "Finished", text: finish.at.utc)) }
        return facts + costFacts
    }

    /// The classes of each task, where they are the same in every job.
    private var taskFacts: [Fact] {
        guard let tasks = sweep.taskClasses else { return [] }
        let facts = tasks.prefix(40).enumerated().map { task, classes in
            Fact(name: "Classes of task \(task)", text: classes.joined(separator: ", "))
        }
        return facts + (tasks.count > 40 ? [Fact(name: "Classes", text: "\(tasks.count - 40) more tasks")] : [])
    }

    private var costFacts: [Fact] {
        guard costs.attempts > 0 else { return [] }
        let endings = costs.endings.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "\(NumberText.grouped($0.value)) \($0.key.rawValue)"
        }
        var facts = [
            Fact(name: "Attempts", text: "\(NumberText.grouped(costs.attempts)): \(endings.joined(separator: ", "))"),
            Fact(
                name: "CPU time",
                text: "\(NumberText.duration(costs.cpuSeconds)) for \(NumberText.operations(costs.operations)) spent"
            ),
            Fact(
                name: "Wall time",
                text: "\(NumberText.duration(costs.wallSeconds)) of all attempts, one after the other"
            ),
            Fact(name: "Peak memory of a worker", text: NumberText.bytes(Double(costs.peakMemoryBytes))),
        ]
        if let first = costs.firstStart, let last = costs.lastEnd {
            facts.append(Fact(name: "Computed", text: "\(first.utc) to \(last.utc)"))
        }
        let hosts = costs.hosts.sorted { $0.key < $1.key }
        facts += hosts.prefix(40).map { name, host in
            Fact(
                name: "Host \(name)",
                text: """
                    \(host.workers.count) worker\(host.workers.count == 1 ? "" : "s"), \
                    \(NumberText.grouped(host.attempts)) attempts, \(NumberText.duration(host.cpuSeconds)) CPU
                    """
            )
        }
        if hosts.count > 40 { facts.append(Fact(name: "Hosts", text: "\(hosts.count - 40) more are in costs.csv")) }
        return facts
    }

    /// The study in a line: jobs, data, tasks, network.
    var summary: String {
        let base = grid.base
        let names = datasets.map(\.name).joined(separator: ", ")
        let axes = grid.axes.filter { $0.count > 1 }.map { "\(NumberText.grouped($0.count)) \($0.plural)" }
        // What an axis varies is no fact about all jobs.
        let isFixed = { (field: String) in grid.axisIndex(of: field).map { grid.axes[$0].count == 1 } ?? true }
        let kind = isFixed("tasks") ? "\(base.stream.tasks.rawValue) " : ""
        let scenario = isFixed("scenario") ? ", \(base.stream.scenario.rawValue)-incremental" : ""
        return """
            \(jobs(grid.count)) on \(names): \(taskCount) \(kind)task\(taskCount == 1 ? "" : "s")\(scenario)\
            \(axes.isEmpty ? "" : "; \(axes.joined(separator: " × "))").
            """
    }
}

extension Date {
    /// `2026-11-23 14:05:09 UTC`.
    var utc: String {
        formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
            + " UTC"
    }
}
