import Experiments
import Scheduling

/// A worker process: the real session, and an executor that only takes time.
struct SimulatedWorker {
    let id: WorkerID
    /// Its slot, among those of all hosts.
    let place: Int
    /// The number of its host, from 0.
    let host: Int
    let hostID: HostID
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

    init(_ number: Int, place: Int, plan: Plan, policy: PoolPolicy, dice: inout Dice, at now: Instant) {
        self.place = place
        id = WorkerID("w\(number)")
        host = place / plan.slotsPerHost
        hostID = HostID("host\(host)")
        slowness = dice.happens(plan.slowWorkers) ? 4 : dice.duration(plan.slowness).inSeconds
        session = WorkerSession(
            identity: WorkerIdentity(
                host: hostID,
                machine: "machine",
                processID: number,
                processor: "simulated"
            ),
            policy: policy,
            seed: dice.seed(),
            at: now
        )
    }
}
