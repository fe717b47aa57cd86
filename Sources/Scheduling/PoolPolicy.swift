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
    /// After so many waiting jobs that a worker may not do, those are put aside so that others are found.
    public var lookahead = 1000

    /// A job that kills its worker this often is quarantined.
    public var deathsToQuarantine = 3
    /// A job's own failure, or its last death, is believed once so many hosts showed it, where as many can do it.
    public var hostsToBelieve = 2
    /// A host on which so many different jobs died or failed, and none ended, is set aside.
    public var troublesToSetAside = 3
    /// After this long a host that was set aside is tried again; each further time after twice as long.
    public var firstSetback: Duration = .seconds(10)
    /// The longest that it waits to be tried again.
    public var longestSetback: Duration = .seconds(600)
    /// How long to wait while nobody present can do any job that is left.
    public var patience = Patience.forNewcomers(nil)

    /// A running job that told progress counts as stalled after this long without any, and after `stallFactor` times
    /// its longest time without any before.
    public var stallDuration: Duration = .seconds(120)
    /// How many times its longest silence a job may be silent.
    public var stallFactor = 20.0
    /// A worker that does not let go of a job for this long after it was told to is killed.
    public var cancelPatience: Duration = .seconds(10)

    /// The rules that hold unless someone changes them.
    public init() {}
}
