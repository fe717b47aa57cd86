internal import Experiments
internal import Fleet
internal import Kernels
internal import Scheduling
internal import Training

/// Runs the jobs that the pool hands to this worker, each an experiment in its canonical form.
struct TrainingExecutor: JobExecutor {
    private var streams: StreamCache
    private let backend: Backend

    init(streams: StreamCache, backend: Backend) {
        self.streams = streams
        self.backend = backend
    }

    mutating func execute(_ jobs: [Lease.Item], _ execution: Execution) {
        var readable: [(job: JobID, experiment: Experiment)] = []
        for item in jobs {
            do throws(LetheError) {
                readable.append((item.reference.job, try Self.experiment(of: item)))
            } catch {
                fail(item.reference.job, error, blame: .worker, execution)
            }
        }
        while let first = readable.first?.experiment.stream {
            let group = readable.filter { $0.experiment.stream == first }
            readable.removeAll { $0.experiment.stream == first }
            do throws(LetheError) {
                let dataset = try streams.dataset(of: group[0].experiment).summary
                let fitting = refuseOversized(group, on: dataset, execution)
                guard let first = fitting.first else { continue }
                run(fitting, on: try streams.stream(for: first.experiment), execution)
            } catch {
                for member in group { fail(member.job, error, blame: .worker, execution) }
            }
        }
    }

    /// Fails the jobs that this machine has no memory for, and returns the others.
    private func refuseOversized(
        _ group: [(job: JobID, experiment: Experiment)],
        on dataset: DatasetSummary,
        _ execution: Execution
    ) -> [(job: JobID, experiment: Experiment)] {
        group.filter { member in
            do throws(LetheError) {
                try Machine.checkMemory(for: member.experiment, on: dataset)
                return true
            } catch {
                fail(member.job, error, blame: .worker, execution)
                return false
            }
        }
    }

    private func run(
        _ group: [(job: JobID, experiment: Experiment)],
        on stream: TaskStream,
        _ execution: Execution
    ) {
        Bundle(group.map(\.experiment), on: stream, backend: backend).run(
            isWanted: { !execution.isCancelled(group[$0].job) },
            report: { index, event in
                let job = group[index].job
                switch event {
                case .began: execution.begin(job)
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
