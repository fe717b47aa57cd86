import Experiments
import Hashing
import Scheduling
import Testing

/// Jobs in a list, some of them finished.
struct ListCatalogue: JobCatalogue {
    var jobs: [PoolJob]
    var finished: Set<JobRank> = []

    var count: Int { jobs.count }
    var unfinishedOperations: Double { jobs.reduce(0) { $0 + Double($1.expectedOperations) } }

    var failed: Set<JobRank> = []

    func isFinished(_ rank: JobRank) -> Bool { finished.contains(rank) || failed.contains(rank) }
    func hasFailed(_ rank: JobRank) -> Bool { failed.contains(rank) }
    func job(at rank: JobRank) -> PoolJob { jobs[rank.number] }
}

/// A scheduler under test: every effect is taken, and the invariants are checked after every event.
struct TestPool {
    var scheduler: Scheduler
    var now = Instant.origin
    /// Effects that no test has taken yet.
    private var effects: [Scheduler.Effect] = []
    private(set) var records: [Record] = []
    private(set) var lastRecord = RecordNumber(0)
    private(set) var finish: Scheduler.Finish?

    /// - Parameter operations: of each job.
    init(
        operations: [Int],
        policy: PoolPolicy = .ofOneHost,
        finished: Set<Int> = [],
        failed: Set<Int> = [],
        awaiting: Set<WorkerID> = [],
        change: (inout PoolJob) -> Void = { _ in }
    ) {
        let jobs = operations.enumerated().map { index, operations in
            var job = PoolJob(id: Self.id(index), payload: "job \(index)", expectedOperations: operations)
            change(&job)
            return job
        }
        scheduler = Scheduler(
            catalogue: ListCatalogue(
                jobs: jobs,
                finished: Set(finished.map(JobRank.init)),
                failed: Set(failed.map(JobRank.init))
            ),
            policy: policy,
            tally: Tally(done: finished.count, failed: failed.count),
            awaiting: awaiting,
            at: now
        )
        tell(.woken)
    }

    static func id(_ index: Int) -> JobID { JobID(Digest(sha256: "job \(index)")) }

    static func reference(_ index: Int, attempt: Int = 1) -> AttemptReference {
        AttemptReference(rank: JobRank(index), job: id(index), attempt: AttemptID(attempt))
    }

    mutating func tell(_ event: Scheduler.Event) {
        for effect in scheduler.handle(event, at: now) {
            switch effect {
            case .record(let group, let number):
                records += group
                lastRecord = number
            case .finish(let reason): finish = reason
            default: effects.append(effect)
            }
        }
        #expect(scheduler.sanityCheck() == [])
    }

    mutating func hear(_ message: WorkerMessage, from worker: WorkerID) { tell(.received(message, from: worker)) }

    mutating func join(_ worker: WorkerID, on host: String = "host", credit: Int = 100, claims: [Claim] = []) {
        let identity = WorkerIdentity(host: HostID(host), machine: "machine", processID: 1, processor: "any")
        hear(.hello(Hello(identity: identity, credit: credit, claims: claims)), from: worker)
    }

    /// Lets time pass, with a tick every second and a beat of each worker that lists what it claims.
    mutating func pass(_ seconds: Int, beats: [WorkerID: [Claim]] = [:]) {
        for _ in 0..<seconds {
            now = now + .seconds(1)
            for (worker, claims) in beats.sorted(by: { $0.key < $1.key }) {
                hear(.heartbeat(Heartbeat(credit: 100, claims: claims)), from: worker)
            }
            tell(.woken)
        }
    }

    mutating func commit() { tell(.recordsCommitted(through: lastRecord)) }

    /// A result that took so long.
    mutating func deliver(
        _ index: Int,
        attempt: Int = 1,
        from worker: WorkerID,
        seconds: Double = 1,
        operations: Int = 1000,
        ending: Ending? = nil
    ) {
        let cost = AttemptCost(
            wallSeconds: seconds,
            cpuSeconds: seconds,
            peakMemoryBytes: 0,
            operations: operations
        )
        let result = AttemptResult(
            reference: Self.reference(index, attempt: attempt),
            ending: ending ?? .outcome(Self.outcome(index)),
            cost: cost
        )
        hear(.results([result]), from: worker)
    }

    static func outcome(_ index: Int) -> Outcome {
        Outcome(
            accuracy: TaskMatrix(taskCount: 1, rows: [[0.5], [Double(index) / 1000]]),
            loss: TaskMatrix(taskCount: 1, rows: [[1], [1]]),
            operations: 1
        )
    }

    /// The jobs newly leased to a worker, each `(rank, attempt)`; takes these effects.
    mutating func takeLeases(_ worker: WorkerID) -> [[Int]] {
        let taken: [[[Int]]] = take { effect in
            guard case .send(.lease(let leases), to: worker) = effect else { return nil }
            return leases.flatMap(\.items).map { [$0.reference.rank.number, $0.reference.attempt.number] }
        }
        return taken.flatMap(\.self)
    }

    /// What the operator was told, and workers that were to be killed; takes these effects.
    mutating func takeNews() -> [Scheduler.Effect] {
        take { effect in
            switch effect {
            case .tell, .kill: effect
            default: nil
            }
        }
    }

    /// What else was said to a worker but leases and beats; takes these effects.
    mutating func takeMessages(_ worker: WorkerID) -> [CoordinatorMessage] {
        take { effect in
            guard case .send(let message, to: worker) = effect else { return nil }
            switch message {
            case .lease, .heartbeat, .welcome: return nil
            default: return message
            }
        }
    }

    private mutating func take<Taken>(_ matching: (Scheduler.Effect) -> Taken?) -> [Taken] {
        var taken: [Taken] = []
        effects.removeAll { effect in
            guard let match = matching(effect) else { return false }
            taken.append(match)
            return true
        }
        return taken
    }

    /// How attempts were recorded to end, each `rank#number ending`; forgets them.
    mutating func takeEndings() -> [String] {
        defer { records = [] }
        return records.compactMap { record in
            guard case .attemptEnded(let ended) = record else { return nil }
            let ending =
                switch ended.ending {
                case .delivered: "delivered"
                case .failed(_, let isFinal): isFinal ? "failed finally" : "failed"
                case .lost(let failure): failure == nil ? "lost" : "killed"
                case .discarded: "discarded"
                }
            return "\(ended.rank.number)#\(ended.attempt.id.number) \(ending)"
        }
    }
}

let ann = WorkerID("ann")
let bob = WorkerID("bob")
let cid = WorkerID("cid")

extension PoolPolicy {
    /// The rules of a pool to which nobody else will come.
    static var ofOneHost: PoolPolicy {
        var policy = PoolPolicy()
        policy.patience = .ofOneHost(passing: .seconds(60))
        return policy
    }
}
