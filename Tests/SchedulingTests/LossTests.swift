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
        pool.pass(100, beats: [ann: [Claim(TestPool.reference(0), .running(progress: 0.1))]])
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

    @Test("a job without progress for long is given to another, and its worker gets nothing until it lets go")
    func stall() {
        var pool = TestPool(operations: [1000, 1000, 1000])
        pool.join(ann)
        pool.deliver(0, from: ann)
        #expect(pool.takeLeases(ann).last == [1, 1])
        let claim = Claim(TestPool.reference(1), .running(progress: 0.1))
        pool.pass(121, beats: [ann: [claim]])
        #expect(pool.takeEndings() == ["0#1 delivered", "1#1 lost"])
        #expect(pool.takeMessages(ann).contains(.cancel([TestPool.reference(1)])))
        #expect(pool.takeLeases(ann) == [])
        pool.join(bob)
        #expect(pool.takeLeases(bob) == [[1, 2]])
        pool.pass(1, beats: [ann: [], bob: [Claim(TestPool.reference(1, attempt: 2), .running(progress: 0.1))]])
        #expect(pool.takeLeases(ann) == [[2, 1]])
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
            host: "host",
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
            let identity = WorkerIdentity(host: "host", processID: 1, processor: "any", knownAnswer: answer)
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
