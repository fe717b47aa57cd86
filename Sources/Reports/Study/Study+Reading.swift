internal import Experiments
internal import Ledger
internal import Statistics

extension Study {
    /// How many jobs are asked for at once.
    private static let batchSize = 400

    /// One walk over the grid: every job's numbers, the means and the extremes.
    mutating func readAll(from source: some StudySource, _ onRead: (Int) -> Void) throws(LetheError) {
        for start in stride(from: 0, to: grid.count, by: Self.batchSize) {
            let cells = start..<min(start + Self.batchSize, grid.count)
            let experiments = cells.map(grid.experiment(ofCell:))
            let jobs = experiments.map { JobID($0) }
            let results = try source.results(of: jobs)
            let attempts = try source.attempts(of: jobs)
            for (cell, (job, experiment)) in zip(cells, zip(jobs, experiments)) {
                if let result = results[job] { add(result, cell, experiment) }
                add(attempts[job] ?? [], cell)
            }
            onRead(cells.count)
        }
        addIntransigence()
    }

    private mutating func add(_ result: JobResult, _ cell: Int, _ experiment: Experiment) {
        statuses[cell] = result.status
        switch result.status {
        case .open: break
        case .failed:
            if failures.count < Self.listedJobs { failures.append(FailedJob(cell: cell, failure: result.failure)) }
        case .diverged:
            guard let divergence = result.outcome?.divergence, divergences.count < Self.listedJobs else { return }
            divergences.append(Divergence(cell: cell, at: divergence))
        case .done:
            if let outcome = result.outcome { add(outcome, cell, experiment) }
        }
    }

    private mutating func add(_ outcome: Outcome, _ cell: Int, _ experiment: Experiment) {
        guard outcome.accuracy.taskCount == taskCount, outcome.accuracy.isComplete else { return }
        let bar = LearningBar(experiment.stream, on: sweep.dataset(of: experiment))
        learnedNothing[cell] = bar.isExceededByNone(outcome.accuracy, learned: experiment.ordering)
        for measure in Measure.allCases {
            if let value = measure.value(in: outcome) { columns[measure]?[cell] = value }
        }
        for metric in Metric.allCases {
            if let value = outcome.value(of: metric) { metrics[metric, default: Moments()].add(value) }
        }
        accuracy.add(outcome.accuracy)
        if outcome.loss.isComplete, outcome.loss.taskCount == taskCount { loss.add(outcome.loss) }
        for (axis, level) in grid.levels(ofCell: cell).enumerated() where !accuracyByLevel[axis].isEmpty {
            accuracyByLevel[axis][level].add(outcome.accuracy)
        }
        let value = outcome.choiceAccuracy
        if value > best?.outcome.choiceAccuracy ?? -1 { best = Example(cell: cell, outcome: outcome) }
        if value < worst?.outcome.choiceAccuracy ?? .infinity { worst = Example(cell: cell, outcome: outcome) }
    }

    private mutating func add(_ attempts: [RecordedAttempt], _ cell: Int) {
        for attempt in attempts { costs.add(attempt) }
        let known = attempts.compactMap(\.cost)
        guard !known.isEmpty else { return }
        let seconds = known.reduce(0) { $0 + $1.cpuSeconds }
        columns[.cpuSeconds]?[cell] = seconds
        let spent = known.reduce(0.0) { $0 + Double($1.operations) }
        guard spent > 0, let alone = columns[.operations]?[cell] else { return }
        columns[.secondsAlone]?[cell] = seconds * alone / spent
    }

    /// Intransigence compares two jobs, so it waits until all are read.
    private mutating func addIntransigence() {
        let learned = column(.learningAccuracy)
        var moments = Moments()
        for cell in 0..<grid.count where !learned[cell].isNaN {
            guard let reference = grid.jointReference(ofCell: cell), !learned[reference].isNaN else { continue }
            moments.add(learned[reference] - learned[cell])
        }
        metrics[.intransigence] = moments.count > 0 ? moments : nil
    }

    /// A second look at the jobs of the settings that are drawn: the best of every condition or, where there is only
    /// one, the best, the median and the worst.
    mutating func readSamples(from source: some StudySource) throws(LetheError) {
        let conditions = conditions
        guard conditions.count == 1 else {
            for condition in conditions.prefix(Self.drawnConditions) {
                let settings = rankedSettings(in: condition)
                // What is kept by learning everything again says little about forgetting.
                guard let best = settings.first(where: { !isRetraining($0) }) ?? settings.first else { continue }
                try readSample("Best of " + words(of: condition), best, in: condition, from: source)
            }
            return
        }
        let settings = rankedSettings(in: conditions[0])
        guard let last = settings.indices.last else { return }
        var places = [("Best setting", 0)]
        if last >= 2 { places.append(("Median setting", last / 2)) }
        if last >= 1 { places.append(("Worst setting", last)) }
        if last == 0 { places = [("The only setting", 0)] }
        for (name, place) in places { try readSample(name, settings[place], in: conditions[0], from: source) }
    }

    private func isRetraining(_ setting: Setting) -> Bool {
        guard let axis = strategyAxis, let place = settingAxes.firstIndex(of: axis) else { return false }
        return strategyName(setting.levels[place]).map(Study.isRetraining) ?? false
    }

    private mutating func readSample(
        _ name: String,
        _ setting: Setting,
        in condition: Condition,
        from source: some StudySource
    ) throws(LetheError) {
        var accuracy = MatrixMoments(taskCount: taskCount)
        let jobs = cells(of: setting, in: condition).map { JobID(grid.experiment(ofCell: $0)) }
        for start in stride(from: 0, to: jobs.count, by: Self.batchSize) {
            let batch = Array(jobs[start..<min(start + Self.batchSize, jobs.count)])
            let results = try source.results(of: batch)
            // In grid order, so that sums round alike every time.
            for job in batch {
                guard let result = results[job], result.status == .done, let matrix = result.outcome?.accuracy,
                    matrix.isComplete, matrix.taskCount == taskCount
                else { continue }
                accuracy.add(matrix)
            }
        }
        samples.append(Sample(name: name, setting: setting, accuracy: accuracy))
    }
}

extension Outcome {
    /// What the best job is chosen by.
    fileprivate var choiceAccuracy: Double { value(of: .validationAccuracy) ?? accuracy.averageAccuracy }
}
