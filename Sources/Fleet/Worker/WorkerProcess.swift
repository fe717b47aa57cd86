public import Experiments
internal import Glibc
internal import Logging
public import Scheduling

/// A process that runs jobs for a coordinator, one at a time.
///
/// One thread talks: a loop around a `WorkerSession`, which decides, and a socket and a clock, which it acts upon.
/// Another thread runs the jobs, so that heartbeats go on while a job trains.
public struct WorkerProcess {
    private let configuration: WorkerConfiguration
    private let makeExecutor: @Sendable () -> any JobExecutor

    /// A worker.
    ///
    /// - Parameter makeExecutor: makes what runs the jobs, on the thread that will run them.
    public init(_ configuration: WorkerConfiguration, executor makeExecutor: @escaping @Sendable () -> any JobExecutor)
    {
        self.configuration = configuration
        self.makeExecutor = makeExecutor
    }

    /// Works until the coordinator dismisses or refuses this worker, nobody coordinates it any more, or it is asked to
    /// stop.
    ///
    /// The process should end when this returns: a job that is no longer wanted may still be running.
    ///
    /// - Parameter stop: the first request finishes what runs and delivers it, the second ends at once.
    public func run(stop: StopRequests) throws(LetheError) -> WorkerSession.Exit {
        let place = configuration.place
        let worker = place?.worker ?? .fresh(Machine.host.prefix(32) + "-\(getpid())")
        let clock = LoopClock()
        let identity = WorkerIdentity(
            host: place?.host ?? .fresh(),
            machine: Machine.host,
            processID: Int(getpid()),
            processor: Machine.processor,
            knownAnswer: configuration.knownAnswer
        )
        let session = WorkerSession(
            identity: identity,
            policy: configuration.policy,
            seed: UInt64.random(in: .min ... .max),
            at: clock.now
        )
        var loop = WorkerLoop(
            endpoint: configuration.endpoint,
            socket: try PeerSocket.dealer(named: worker, to: configuration.endpoint),
            session: session,
            thread: ExecutionThread(presence: place?.presence, makeExecutor),
            clock: clock,
            stop: stop,
            presence: place?.presence,
            logger: configuration.logger
        )
        let exit = try loop.run()
        configuration.logger.info("worker \(worker) ends: \(exit)")
        place?.presence.update { $0.exit = exit }
        return exit
    }
}
