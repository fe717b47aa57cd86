internal import Experiments
internal import Fleet
internal import Kernels
internal import Scheduling
internal import Training

/// Runs the jobs that the pool hands to this worker, each an experiment in its canonical form.
struct TrainingExecutor: JobExecutor {
    private var streams: StreamCache
    private let backend: Backend

    /// A job of a lease, and what it is.
    private struct Member {
        let job: JobID
        let experiment: Experiment
    }

    init(streams: StreamCache, backend: Backend) {
        self.streams = streams
        self.backend = backend
    }

    mutating func execute(_ jobs: [Lease.Item], _ execution: Execution) {
        var readable: [Member] = []
        for item in jobs {
            do throws(LetheError) {
                readable.append(Member(job: item.reference.job, experiment: try Self.experiment(of: item)))
            } catch {
                let lack = Lack(.key(JobNeeds.program), .missing)
                fail(item.reference.job, error, blame: .worker(lack), execution)
            }
        }
        while let first = readable.first?.experiment.stream {
            let group = readable.filter { $0.experiment.stream == first }
            readable.removeAll { $0.experiment.stream == first }
            execute(group, execution)
        }
    }

    /// Runs jobs of one stream together.
    private mutating func execute(_ group: [Member], _ execution: Execution) {
        let wanted = group.filter { member in
            if execution.isCancelled(member.job) { execution.giveUp(member.job) }
            return !execution.isCancelled(member.job)
        }
        guard let first = wanted.first, let dataset = dataset(for: wanted, execution) else { return }
        let fitting = refuseOversized(wanted, on: dataset, execution)
        guard !fitting.isEmpty else { return }
        do throws(LetheError) {
            run(fitting, on: try streams.stream(for: first.experiment), execution)
        } catch {
            // The data is there, so the settings are to blame.
            for member in fitting { fail(member.job, error, blame: .job, execution) }
        }
    }

    /// The data of a group; nil where it cannot be had, and then its jobs have failed for that.
    private mutating func dataset(for group: [Member], _ execution: Execution) -> DatasetSummary? {
        let experiment = group[0].experiment
        let prospect: Lack.Prospect
        let reason: LetheError
        do throws(LetheError) {
            if let dataset = try streams.dataset(of: experiment) { return dataset.summary }
            (prospect, reason) = (.missing, streams.missing(experiment.stream.dataset))
        } catch {
            (prospect, reason) = (.passing, error)
        }
        let lack = Lack(.key(JobNeeds.data(experiment)), prospect)
        for member in group { fail(member.job, reason, blame: .worker(lack), execution) }
        return nil
    }

    /// Fails the jobs that this machine has no memory for, and returns the others.
    private func refuseOversized(
        _ group: [Member],
        on dataset: DatasetSummary,
        _ execution: Execution
    ) -> [Member] {
        group.filter { member in
            do throws(LetheError) {
                try Machine.checkMemory(for: member.experiment, on: dataset)
                return true
            } catch {
                fail(member.job, error, blame: .worker(Lack(.memory, .missing)), execution)
                return false
            }
        }
    }

    private func run(_ group: [Member], on stream: TaskStream, _ execution: Execution) {
        Bundle(group.map(\.experiment), on: stream, backend: backend).run(
            isWanted: { !execution.isCancelled(group[$0].job) },
            report: { index, event in
                let job = group[index].job
                switch event {
                case .began: execution.begin(job)
                case .advanced(let work, let share): execution.advance(job, to: JobProgress(work: work, share: share))
                case .finished(let outcome, let operations):
                    execution.end(job, .outcome(outcome), operations: operations)
                case .failed(let error): fail(job, error, blame: .job, execution)
                case .abandoned: execution.giveUp(job)
                }
            }
        )
    }

    private func fail(_ job: JobID, _ error: LetheError, blame: Ending.Blame, _ execution: Execution) {
        execution.end(job, .failure(Failure(reason: error.description), blame: blame), operations: 0)
    }

    /// Reads a job's payload; the identity proves that both ends mean the same experiment by it.
    private static func experiment(of item: Lease.Item) throws(LetheError) -> Experiment {
        let experiment = try Experiment(canonical: item.payload)
        guard JobID(experiment) == item.reference.job else {
            throw LetheError(
                "worker.other-identity",
                "this worker gives the job \(item.reference.job) another identity",
                hint: "coordinator and worker must be of the same version",
                blame: .system
            )
        }
        return experiment
    }
}
