import Experiments
import Hashing
import Scheduling

/// Messages of every kind, each with every field set somewhere.
enum Samples {
    static func reference(_ number: Int) -> AttemptReference {
        AttemptReference(
            rank: JobRank(number),
            job: JobID(Digest(sha256: "job \(number)")),
            attempt: AttemptID(number % 5 + 1)
        )
    }

    static let outcome = Outcome(
        accuracy: TaskMatrix(taskCount: 2, rows: [[0.1, 0.2], [0.9, 0.1], [0.5, 1]]),
        loss: TaskMatrix(taskCount: 2, rows: [[2.3, 2.4], [0.1, 2.5], [1.5, 0.05]]),
        validation: [0.25, 0.75],
        negativeFlips: .init(count: 3, total: 360),
        operations: 123_456_789_012,
        strategyCost: .init(operations: 21, memoryBytes: 1 << 34, storedBytes: 42),
        probeOperations: 7
    )

    static let diverged = Outcome(
        accuracy: TaskMatrix(taskCount: 3, rows: [[0.1, 0.2, 0.3]]),
        loss: TaskMatrix(taskCount: 3, rows: [[2, 3, 4]]),
        divergence: .init(position: 1, step: 17),
        operations: 5
    )

    static let failure = Failure(reason: "no data", signal: 11, exitCode: -3, logLines: ["one", "zwei ä"])
    static let noData = Lack(.key("data"), .missing)
    static let noMemory = Lack(.memory, .passing)
    static let cost = AttemptCost(wallSeconds: 1.5, cpuSeconds: 1.25, peakMemoryBytes: 1 << 33, operations: 99)

    static let identity = WorkerIdentity(
        host: HostID("h-1"),
        machine: "node1",
        processID: 4711,
        processor: "A processor @ 3 GHz",
        knownAnswer: Digest(sha256: "an answer")
    )

    static let claims = [
        Claim(reference(1), .queued), Claim(reference(2), .running(JobProgress(work: 7, share: 0.25))),
        Claim(reference(3), .finished),
        Claim(reference(4), .running(nil)),
    ]

    static let workerMessages: [WorkerMessage] = [
        .hello(Hello(identity: identity, credit: 12, claims: claims)),
        .started(reference(9)),
        .heartbeat(Heartbeat(credit: 0, claims: claims)),
        .results([
            AttemptResult(reference: reference(1), ending: .outcome(outcome), cost: cost),
            AttemptResult(reference: reference(2), ending: .outcome(diverged), cost: cost),
            AttemptResult(reference: reference(3), ending: .failure(failure, blame: .worker(noData)), cost: cost),
            AttemptResult(reference: reference(5), ending: .failure(failure, blame: .worker(noMemory)), cost: cost),
            AttemptResult(
                reference: reference(4),
                ending: .failure(Failure(reason: "bad"), blame: .job),
                cost: cost
            ),
        ]),
        .returned([reference(5), reference(6)]),
        .leaving,
        .died(
            WorkerDeath(
                worker: WorkerID("w"),
                signal: 11,
                outOfMemory: true,
                executing: reference(1).job,
                logLines: ["last"]
            )
        ),
        .died(WorkerDeath(worker: WorkerID("w"), exitCode: 1)),
        .supervising(HostID("h-1")),
        .statusRequest,
    ]

    static let coordinatorMessages: [CoordinatorMessage] = [
        .welcome(Welcome(heartbeatInterval: .milliseconds(1500), leaseDuration: .seconds(10))),
        .refuse(reason: "another revision"),
        .rejoin,
        .lease([
            Lease(items: [item(1), item(2)]), Lease(items: [item(3)]),
        ]),
        .cancel([reference(1)]),
        .acknowledge([reference(1), reference(2)]),
        .heartbeat,
        .drain,
        .goodbye,
        .status(
            PoolStatus(
                progress: Progress(
                    total: 10,
                    done: 1,
                    diverged: 2,
                    failed: 3,
                    running: 4,
                    jobsPerSecond: 0.5,
                    remainingSeconds: 12.5
                ),
                workers: [
                    PoolStatus.Worker(
                        id: WorkerID("w1"),
                        host: HostID("h-1"),
                        machine: "node1",
                        heldJobs: 2,
                        executing: reference(1).job,
                        share: 0.5,
                        secondsSinceHeard: 0.5
                    ),
                    PoolStatus.Worker(
                        id: WorkerID("w2"),
                        host: HostID("h-2"),
                        machine: "",
                        heldJobs: 0,
                        executing: nil,
                        share: nil,
                        secondsSinceHeard: 0
                    ),
                ],
                setbacks: [
                    PoolStatus.Setback(
                        host: HostID("h-2"),
                        machine: "node2",
                        what: "jobs that need data",
                        reason: "it is not there",
                        secondsToRetry: 9.5
                    )
                ]
            )
        ),
        .kill(WorkerID("w1")),
        .setAside(reason: "no data"),
    ]

    private static func item(_ number: Int) -> Lease.Item {
        Lease.Item(
            reference: reference(number),
            payload: "learning_rate=0.1\nseed=\(number)\n",
            expectedOperations: 1 << 40,
            expectedBytes: 1 << 20
        )
    }
}
