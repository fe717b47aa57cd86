import Experiments
import Scheduling

/// A worker process: the real session, and an executor that only takes time.
struct SimulatedWorker {
    let id: WorkerID
    let host: Int
    /// Seconds it takes for a second's work.
    let slowness: Double
    var session: WorkerSession
    var wakeAt: Instant?
    /// The jobs of the started lease that have not ended; the first is being executed once it was begun.
    var lease: [Lease.Item] = []
    /// Grows with every job that is begun, so that news of an earlier one is told apart.
    var execution = 0
    var isExecuting = false
    /// Does nothing until then, and then everything at once.
    var frozenUntil: Instant?
    /// Its executor will never end what it does.
    var isStuck = false
    var isPartitioned = false

    init(_ number: Int, plan: Plan, policy: PoolPolicy, dice: inout Dice, at now: Instant) {
        id = WorkerID("w\(number)")
        host = number % 3
        slowness = dice.happens(plan.slowWorkers) ? 4 : 0.8 + 0.4 * dice.unit()
        session = WorkerSession(
            identity: WorkerIdentity(host: "host\(host)", processID: number, processor: "simulated"),
            policy: policy,
            seed: dice.seed(),
            at: now
        )
    }
}
