import Experiments
import Hashing
import Scheduling
import Testing

@Suite("Lost workers and leases")
struct LossTests {
    @Test("a silent worker's jobs go back with the next attempt number")
    func silence() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.pass(9)
        #expect(pool.takeEndings() == [])
        pool.pass(1)
        #expect(pool.takeEndings() == ["0#1 lost"])
        pool.join(bob)
        #expect(pool.takeLeases(bob) == [[0, 2]])
    }

    @Test("heartbeats keep a lease alive for as long as the worker holds the job")
    func heartbeats() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.pass(100, beats: [ann: [Claim(TestPool.reference(0), .running(JobProgress(work: 1, share: 0.1)))]])
        #expect(pool.takeEndings() == [])
    }

    @Test("a lease that never arrived expires, though its worker lives")
    func lostLease() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.pass(10, beats: [ann: []])
        #expect(pool.takeEndings() == ["0#1 lost"])
        #expect(pool.takeLeases(ann) == [[0, 1], [0, 2]])
    }

    private func running(_ work: Int, job: Int = 0, attempt: Int = 1) -> Claim {
        Claim(TestPool.reference(job, attempt: attempt), .running(JobProgress(work: work, share: Double(work) / 1e6)))
    }

    @Test("a job that told progress and tells none for long is given to another, and its worker gets nothing meanwhile")
    func stall() {
        var pool = TestPool(operations: [1000, 1000])
        pool.join(ann)
        #expect(pool.takeLeases(ann) == [[0, 1]])
        pool.pass(1, beats: [ann: [running(1)]])
        pool.pass(119, beats: [ann: [running(1)]])
        #expect(pool.takeEndings() == [])
        pool.pass(1, beats: [ann: [running(1)]])
        #expect(pool.takeEndings() == ["0#1 killed"])
        #expect(pool.takeMessages(ann).contains(.cancel([TestPool.reference(0)])))
        #expect(pool.takeLeases(ann) == [])
        pool.join(bob)
        #expect(pool.takeLeases(bob) == [[0, 2]])
        pool.pass(1, beats: [ann: [], bob: [running(1, attempt: 2)]])
        #expect(pool.takeLeases(ann) == [[1, 1]])
    }

    @Test("a job that never told any progress is not stalled, however long it takes")
    func silentExecutor() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.pass(20_000, beats: [ann: [Claim(TestPool.reference(0), .running(nil))]])
        #expect(pool.takeEndings() == [])
        pool.deliver(0, from: ann)
        #expect(pool.takeEndings() == ["0#1 delivered"])
    }

    @Test("a job that stalls again and again has failed in the end")
    func alwaysStalls() {
        var pool = TestPool(operations: [1000])
        for attempt in 1...3 {
            let worker = WorkerID("w\(attempt)")
            pool.join(worker)
            #expect(pool.takeLeases(worker) == [[0, attempt]])
            pool.pass(122, beats: [worker: [running(1, attempt: attempt)]])
            #expect(pool.takeEndings() == [attempt < 3 ? "0#\(attempt) killed" : "0#3 failed finally"])
            pool.tell(.workerDied(WorkerDeath(worker: worker, signal: 9)))
        }
        pool.commit()
        #expect(pool.finish == .complete)
    }

    @Test("a job of hours that goes on telling ends with one attempt")
    func longJob() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        for minute in 1...240 { pool.pass(60, beats: [ann: [running(minute)]]) }
        pool.deliver(0, from: ann, seconds: 14_400)
        #expect(pool.takeEndings() == ["0#1 delivered"])
    }

    @Test("a job that is often silent for a minute may be silent for twenty")
    func habit() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        for step in 1...3 { pool.pass(60, beats: [ann: [running(step)]]) }
        pool.pass(1199, beats: [ann: [running(4)]])
        pool.pass(1, beats: [ann: [running(4)]])
        #expect(pool.takeEndings() == [])
        pool.pass(20, beats: [ann: [running(4)]])
        #expect(pool.takeEndings() == ["0#1 killed"])
    }

    @Test("a worker that holds on to a job it should give up is killed after ten seconds")
    func holdingOn() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.pass(122, beats: [ann: [running(1)]])
        #expect(pool.takeEndings() == ["0#1 killed"])
        pool.pass(8, beats: [ann: [running(1)]])
        #expect(pool.takeNews() == [])
        pool.pass(2, beats: [ann: [running(1)]])
        #expect(pool.takeNews().contains(.kill(ann)))

        // One whose supervisor is another process is killed by that.
        pool.hear(.supervising(HostID("host")), from: WorkerID("supervisor"))
        pool.pass(1, beats: [ann: [running(1)]])
        #expect(pool.takeMessages(WorkerID("supervisor")) == [.kill(ann)])
        // Killed by its supervisor: nothing speaks against the job.
        pool.tell(.workerDied(WorkerDeath(worker: ann, signal: 9)))
        #expect(pool.takeEndings() == [])
    }

    @Test("while the coordinator hears nobody, nobody is silent")
    func deafness() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.pass(5, beats: [ann: [running(1)]])
        // A commit that takes three minutes.
        pool.now = pool.now + .seconds(180)
        pool.tell(.woken)
        #expect(pool.takeEndings() == [])
        pool.pass(8)
        #expect(pool.takeEndings() == [])
        pool.pass(1)
        #expect(pool.takeEndings() == ["0#1 lost"])
    }

    @Test("a worker that leaves gives everything back at once")
    func leaving() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.join(bob)
        pool.hear(.leaving, from: ann)
        #expect(pool.takeEndings() == ["0#1 lost"])
        #expect(pool.takeLeases(bob) == [[0, 2]])
    }

    @Test("jobs given back were not tried, so nothing is recorded")
    func returned() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.join(bob, credit: 0)
        pool.hear(.heartbeat(Heartbeat(credit: 0, claims: [])), from: ann)
        pool.hear(.returned([TestPool.reference(0)]), from: ann)
        #expect(pool.takeEndings() == [])
        pool.hear(.heartbeat(Heartbeat(credit: 1, claims: [])), from: bob)
        #expect(pool.takeLeases(bob) == [[0, 2]])
    }

    @Test("a stranger is asked to introduce itself")
    func stranger() {
        var pool = TestPool(operations: [1000])
        pool.hear(.heartbeat(Heartbeat(credit: 5, claims: [])), from: ann)
        #expect(pool.takeMessages(ann) == [.rejoin])
        pool.hear(.leaving, from: ann)
        #expect(pool.takeMessages(ann) == [])
    }

    @Test("a worker that computes by another revision is refused with the reason")
    func refusal() {
        var pool = TestPool(operations: [1000])
        let identity = WorkerIdentity(
            host: HostID("h"),
            machine: "machine",
            processID: 1,
            processor: "any",
            numericsRevision: NumericsRevision(99)
        )
        pool.hear(.hello(Hello(identity: identity, credit: 1, claims: [])), from: ann)
        guard case .refuse(let reason)? = pool.takeMessages(ann).first else {
            Issue.record("not refused")
            return
        }
        #expect(reason.contains("99"))
        #expect(pool.takeLeases(ann) == [])
    }

    @Test("a worker whose known-answer test fails is refused", arguments: [nil, Digest(sha256: "wrong")])
    func wrongAnswer(answer: Digest?) {
        let expected = Digest(sha256: "right")
        var scheduler = Scheduler(catalogue: ListCatalogue(jobs: []), knownAnswer: expected, at: .origin)
        let greet = { (answer: Digest?) -> [Scheduler.Effect] in
            let identity = WorkerIdentity(
                host: HostID("h"),
                machine: "machine",
                processID: 1,
                processor: "any",
                knownAnswer: answer
            )
            return scheduler.handle(
                .received(.hello(Hello(identity: identity, credit: 1, claims: [])), from: ann),
                at: .origin
            )
        }
        let refused = greet(answer).contains { effect in
            if case .send(.refuse(let reason), to: ann) = effect { reason.contains(expected.hex) } else { false }
        }
        #expect(refused)
    }
}
