import Experiments
import Scheduling
import Testing

/// A session under test, and what it did.
private struct TestSession {
    var session = WorkerSession(
        identity: WorkerIdentity(host: HostID("h"), machine: "machine", processID: 1, processor: "any"),
        credit: 10,
        seed: 1,
        at: .origin
    )
    var now = Instant.origin
    private var effects: [WorkerSession.Effect] = []

    static let timing = Welcome(heartbeatInterval: .seconds(1), leaseDuration: .seconds(10))

    init(joined: Bool = true) {
        tell(.woken)
        guard joined else { return }
        hear(.welcome(Self.timing))
        effects = []
    }

    mutating func tell(_ event: WorkerSession.Event) { effects += session.handle(event, at: now) }
    mutating func hear(_ message: CoordinatorMessage) { tell(.received(message)) }

    mutating func lease(_ indices: Int..., attempt: Int = 1) {
        hear(
            .lease(
                indices.map { index in
                    Lease(items: [
                        Lease.Item(
                            reference: TestPool.reference(index, attempt: attempt),
                            payload: "",
                            expectedOperations: 1,
                            expectedBytes: 1
                        )
                    ])
                }
            )
        )
    }

    mutating func end(_ index: Int) {
        let cost = AttemptCost(wallSeconds: 1, cpuSeconds: 1, peakMemoryBytes: 0, operations: 1)
        tell(.jobEnded(TestPool.id(index), .outcome(TestPool.outcome(index)), cost))
    }

    /// Ticks for so long, while the coordinator beats or not.
    mutating func pass(_ seconds: Int, coordinatorBeats: Bool) {
        for _ in 0..<2 * seconds {
            now = now + .milliseconds(500)
            if coordinatorBeats { hear(.heartbeat) }
            tell(.woken)
        }
    }

    mutating func takeAll() -> [WorkerSession.Effect] {
        defer { effects = [] }
        return effects
    }

    /// In short: what was sent and done, without beats and wishes to be woken.
    mutating func take() -> [String] {
        takeAll().compactMap { effect in
            switch effect {
            case .wake, .send(.heartbeat): nil
            case .start(let lease): "start \(lease.items.map(\.reference.rank.number))"
            case .cancel(let jobs): "cancel \(jobs.count)"
            case .say(let news): "say \(news)"
            case .exit(let reason): "exit \(reason)"
            case .send(.hello(let hello)): "hello \(hello.claims.map(\.reference.rank.number))"
            case .send(.started(let reference)): "started \(reference.rank.number)"
            case .send(.results(let results)):
                "results \(results.map { [$0.reference.rank.number, $0.reference.attempt.number] })"
            case .send(.returned(let references)): "returned \(references.map(\.rank.number))"
            case .send(.leaving): "leaving"
            case .send(let message): "\(message)"
            }
        }
    }
}

@Suite("The worker's session")
struct WorkerSessionTests {
    @Test("it introduces itself until it is welcome, then beats")
    func joining() {
        var worker = TestSession(joined: false)
        #expect(worker.take() == ["hello []"])
        worker.pass(5, coordinatorBeats: false)
        let hellos = worker.take()
        #expect(hellos.count >= 3 && hellos.allSatisfy { $0 == "hello []" })
        worker.hear(.welcome(TestSession.timing))
        worker.pass(5, coordinatorBeats: true)
        let beats = worker.takeAll().count { if case .send(.heartbeat) = $0 { true } else { false } }
        #expect((3...7).contains(beats))
    }

    @Test("leases run one after the other, and results are sent as they come")
    func work() {
        var worker = TestSession()
        worker.lease(0, 1)
        #expect(worker.take() == ["start [0]"])
        worker.tell(.jobStarted(TestPool.id(0)))
        worker.end(0)
        #expect(worker.take() == ["started 0", "results [[0, 1]]", "start [1]"])
    }

    @Test("a result is sent again until it is acknowledged, and no longer")
    func resending() {
        var worker = TestSession()
        worker.lease(0)
        worker.end(0)
        #expect(worker.take() == ["start [0]", "results [[0, 1]]"])
        worker.pass(6, coordinatorBeats: true)
        #expect(worker.take() == ["results [[0, 1]]"])
        worker.hear(.acknowledge([TestPool.reference(0)]))
        worker.pass(20, coordinatorBeats: true)
        #expect(worker.take() == [])
    }

    @Test("a silent coordinator is noticed; its successor is told everything and gets all results")
    func successor() {
        var worker = TestSession()
        worker.lease(0, 1, 2)
        worker.end(0)
        _ = worker.take()
        worker.pass(12, coordinatorBeats: false)
        let seen = worker.take()
        #expect(seen.contains("hello [1, 2, 0]"))
        worker.end(1)
        // Nobody is there to receive it.
        #expect(worker.take() == ["start [2]"])
        worker.hear(.welcome(TestSession.timing))
        #expect(worker.take() == ["results [[0, 1], [1, 1]]"])
    }

    @Test("a coordinator that does not know it is told everything at once")
    func rejoin() {
        var worker = TestSession()
        worker.lease(0)
        _ = worker.take()
        worker.hear(.rejoin)
        #expect(worker.take() == ["hello [0]"])
    }

    @Test("an orphan finishes its job, waits a minute for a successor, and exits")
    func orphan() {
        var worker = TestSession()
        worker.lease(0)
        worker.pass(200, coordinatorBeats: false)
        #expect(!worker.take().contains("exit orphaned"))
        worker.end(0)
        worker.pass(59, coordinatorBeats: false)
        #expect(!worker.take().contains("exit orphaned"))
        worker.pass(3, coordinatorBeats: false)
        #expect(worker.take().last == "exit orphaned")
        worker.pass(10, coordinatorBeats: false)
        #expect(worker.take() == [])
    }

    @Test("a cancelled job is dropped from the queue or stopped, without a word")
    func cancelling() {
        var worker = TestSession()
        worker.lease(0, 1, 2)
        _ = worker.take()
        worker.hear(.cancel([TestPool.reference(0), TestPool.reference(1)]))
        #expect(worker.take() == ["cancel 1"])
        worker.tell(.jobCancelled(TestPool.id(0)))
        #expect(worker.take() == ["start [2]"])
    }

    @Test("a cancelled job that ended all the same is delivered")
    func cancelledTooLate() {
        var worker = TestSession()
        worker.lease(0)
        worker.hear(.cancel([TestPool.reference(0)]))
        worker.end(0)
        #expect(worker.take() == ["start [0]", "cancel 1", "results [[0, 1]]"])
    }

    @Test("draining gives back what was not begun, and ends with goodbye")
    func draining() {
        var worker = TestSession()
        worker.lease(0, 1)
        worker.tell(.jobStarted(TestPool.id(0)))
        _ = worker.take()
        worker.hear(.drain)
        #expect(worker.take() == ["returned [1]"])
        worker.lease(2)
        #expect(worker.take() == ["returned [2]"])
        worker.end(0)
        worker.hear(.acknowledge([TestPool.reference(0)]))
        #expect(worker.take() == ["results [[0, 1]]"])
        worker.hear(.goodbye)
        #expect(worker.take() == ["exit dismissed"])
    }

    @Test("a word to drain that comes late, from a coordinator that is gone, is forgotten at the next one's beat")
    func lateDrain() {
        var worker = TestSession()
        worker.hear(.drain)
        worker.lease(0)
        #expect(worker.take() == ["returned [0]"])
        worker.hear(.heartbeat)
        let credits = worker.takeAll().compactMap { effect -> Int? in
            if case .send(.heartbeat(let beat)) = effect { beat.credit } else { nil }
        }
        #expect(credits == [10])
        worker.lease(0)
        #expect(worker.take() == ["start [0]"])
    }

    @Test("asked to stop, it leaves when everything is delivered")
    func stopping() {
        var worker = TestSession()
        worker.lease(0, 1)
        worker.tell(.jobStarted(TestPool.id(0)))
        _ = worker.take()
        worker.tell(.stopRequested)
        #expect(worker.take() == ["returned [1]"])
        worker.end(0)
        #expect(worker.take() == ["results [[0, 1]]"])
        worker.hear(.acknowledge([TestPool.reference(0)]))
        #expect(worker.take() == ["leaving", "exit stopped"])
    }

    @Test("a job of a bundle that was not begun is stopped by draining and given back")
    func drainingBundle() {
        var worker = TestSession()
        let items = (0..<3).map { index in
            Lease.Item(reference: TestPool.reference(index), payload: "", expectedOperations: 1, expectedBytes: 1)
        }
        worker.hear(.lease([Lease(items: items)]))
        worker.tell(.jobStarted(TestPool.id(0)))
        worker.hear(.drain)
        #expect(worker.take() == ["start [0, 1, 2]", "started 0", "cancel 2"])
        worker.tell(.jobCancelled(TestPool.id(1)))
        worker.tell(.jobCancelled(TestPool.id(2)))
        worker.end(0)
        #expect(worker.take() == ["returned [1]", "returned [2]", "results [[0, 1]]"])
    }

    @Test("a newer attempt at a job that is here takes the older one's place")
    func renaming() {
        var worker = TestSession()
        worker.lease(0, 1)
        worker.lease(0, 1, attempt: 2)
        worker.end(0)
        #expect(worker.take() == ["start [0]", "results [[0, 2]]", "start [1]"])
        worker.end(1)
        #expect(worker.take() == ["results [[1, 2]]"])
        worker.lease(1, attempt: 3)
        #expect(worker.take() == ["results [[1, 3]]"])
    }

    @Test("a refused worker exits with the reason")
    func refused() {
        var worker = TestSession(joined: false)
        worker.hear(.refuse(reason: "other numerics"))
        #expect(worker.take().last == "exit refused(reason: \"other numerics\")")
    }

    @Test("what its host is set aside for is told to whoever reads its log")
    func setAside() {
        var worker = TestSession()
        worker.hear(.setAside(reason: "no data"))
        #expect(worker.take() == ["say no data"])
    }

    @Test("progress is told with the next beat, beside jobs that never told any")
    func progress() {
        var worker = TestSession()
        worker.hear(
            .lease([
                Lease(
                    items: (0..<2).map { index in
                        Lease.Item(
                            reference: TestPool.reference(index),
                            payload: "",
                            expectedOperations: 1,
                            expectedBytes: 1
                        )
                    }
                )
            ])
        )
        worker.tell(.jobStarted(TestPool.id(0)))
        worker.tell(.jobProgressed(TestPool.id(0), JobProgress(work: 3, share: 0.5)))
        worker.pass(2, coordinatorBeats: true)
        let beats = worker.takeAll().compactMap { effect -> [Claim.Stage]? in
            guard case .send(.heartbeat(let beat)) = effect else { return nil }
            return beat.claims.map(\.stage)
        }
        #expect(beats.last == [.running(JobProgress(work: 3, share: 0.5)), .queued])
    }

    @Test("large results travel in several messages")
    func batches() {
        var worker = TestSession()
        worker.hear(.rejoin)
        let count = 200
        let rows = [[Double]](repeating: [Double](repeating: 0.5, count: count), count: count + 1)
        let matrix = TaskMatrix(taskCount: count, rows: rows)
        let cost = AttemptCost(wallSeconds: 1, cpuSeconds: 1, peakMemoryBytes: 0, operations: 1)
        for index in 0..<4 {
            worker.lease(index)
            let outcome = Outcome(accuracy: matrix, loss: matrix, operations: 1)
            worker.tell(.jobEnded(TestPool.id(index), .outcome(outcome), cost))
        }
        _ = worker.take()
        worker.hear(.welcome(TestSession.timing))
        // 640 kB each.
        #expect(worker.take().count == 4)
    }
}
