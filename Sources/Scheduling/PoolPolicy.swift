/// The pool's rules in numbers, the same for the coordinator and its workers.
public struct PoolPolicy: Hashable, Sendable {
    /// How often each side tells the other that it is there.
    public var heartbeatInterval: Duration = .seconds(1)
    /// How long a lease lives, and a peer counts as there, without a heartbeat.
    public var leaseDuration: Duration = .seconds(10)
    /// After this long without acknowledgement a worker sends a result again.
    public var resendInterval: Duration = .seconds(5)
    /// How long an idle worker without a coordinator waits for a successor.
    public var successorPatience: Duration = .seconds(60)
    /// How long a restarted coordinator waits for its predecessor's workers before it hands out jobs they may hold.
    public var adoptionGrace: Duration = .seconds(3)

    /// The round trip that is assumed of a worker until one was measured.
    public var assumedRoundTrip: Duration = .milliseconds(5)
    /// Work leased beyond the running job covers this many round trips.
    public var roundTripsCovered = 8.0
    /// A job that lasts this many round trips is worth no prefetch: waiting for the next costs less than half a
    /// percent.
    public var roundTripsWorthWaiting = 200.0

    /// The most jobs that are leased together; 1 lets none share work.
    public var largestBundle = 128

    /// A job that kills its worker this often is quarantined.
    public var deathsToQuarantine = 3
    /// A job is tried on this many workers that lack something of their own, such as its data, before it counts as
    /// failed.
    public var workersToTry = 3
    /// How long such a job waits for another worker to join once every one has tried it.
    public var failurePatience: Duration = .seconds(10)
    /// A running job without progress for this long, and for `stallFactor` times its expected duration, is given to
    /// another worker.
    public var stallDuration: Duration = .seconds(120)
    /// How many times its expected duration a job may go without progress.
    public var stallFactor = 20.0

    /// The rules that hold unless someone changes them.
    public init() {}
}
