import Experiments
import Scheduling
import Testing

@Suite("Dispatch")
struct DispatchTests {
    @Test("jobs go out in order, one to each worker while nothing is known of their cost")
    func order() {
        var pool = TestPool(operations: [3000, 2000, 1000])
        pool.join(ann)
        pool.join(bob)
        #expect(pool.takeLeases(ann) == [[0, 1]])
        #expect(pool.takeLeases(bob) == [[1, 1]])
        pool.deliver(0, from: ann)
        #expect(pool.takeLeases(ann) == [[2, 1]])
    }

    @Test("a worker without credit gets nothing")
    func credit() {
        var pool = TestPool(operations: [1000, 1000])
        pool.join(ann, credit: 0)
        #expect(pool.takeLeases(ann) == [])
        pool.hear(.heartbeat(Heartbeat(credit: 1, claims: [])), from: ann)
        #expect(pool.takeLeases(ann) == [[0, 1]])
    }

    @Test("short jobs are queued at the worker, as many as hide the round trip")
    func prefetch() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 1000))
        pool.join(ann)
        #expect(pool.takeLeases(ann).count == 1)
        // Nothing was measured of the round trip: 8 of 5 ms are covered, by jobs of 10 ms; and one runs.
        pool.deliver(0, from: ann, seconds: 0.01)
        #expect(pool.takeLeases(ann).count == 5)
        // Filled again at half.
        pool.deliver(1, from: ann, seconds: 0.01)
        pool.deliver(2, from: ann, seconds: 0.01)
        #expect(pool.takeLeases(ann) == [])
        pool.deliver(3, from: ann, seconds: 0.01)
        #expect(pool.takeLeases(ann).count == 3)
    }

    @Test("a long job is never queued behind another")
    func noHoarding() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 100))
        pool.join(ann)
        #expect(pool.takeLeases(ann).count == 1)
        pool.deliver(0, from: ann, seconds: 10)
        #expect(pool.takeLeases(ann).count == 1)
    }

    @Test("a slow link is worth more prefetch than a fast one")
    func roundTrip() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 1000))
        pool.join(ann)
        _ = pool.takeLeases(ann)
        pool.now = pool.now + .milliseconds(100)
        pool.hear(.started(TestPool.reference(0)), from: ann)
        pool.deliver(0, from: ann, seconds: 0.1)
        // Eight round trips of 100 ms, by jobs of 100 ms, and one runs.
        #expect(pool.takeLeases(ann).count == 9)
    }

    @Test("towards the end the rest is shared fairly")
    func fairShare() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 10))
        for worker in [ann, bob, cid] { pool.join(worker) }
        for worker in [ann, bob, cid] { #expect(pool.takeLeases(worker).count == 1) }
        pool.deliver(0, from: ann, seconds: 0.001)
        // Seven are left for three workers: one to run and, as five would be left, one more.
        #expect(pool.takeLeases(ann).count == 2)
    }

    @Test("jobs that are finished already are passed over")
    func finished() {
        var pool = TestPool(operations: [1000, 1000, 1000], finished: [0, 2])
        pool.join(ann)
        #expect(pool.takeLeases(ann) == [[1, 1]])
        pool.deliver(1, from: ann)
        pool.commit()
        #expect(pool.finish == .complete)
        #expect(pool.scheduler.progress(at: pool.now).done == 3)
    }

    @Test("a sweep whose every job is finished ends at once")
    func nothingToDo() {
        #expect(TestPool(operations: [1000, 1000], finished: [0, 1]).finish == .complete)
    }

    @Test("an idle worker takes over what waits behind another job, and copies what runs far too long")
    func relief() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 5))
        pool.join(ann)
        pool.deliver(0, from: ann, seconds: 0.5)
        #expect(pool.takeLeases(ann) == [[0, 1], [1, 1], [2, 1]])
        pool.join(bob)
        pool.deliver(3, from: bob, seconds: 0.5)
        _ = pool.takeMessages(ann)
        pool.deliver(4, from: bob, seconds: 0.5)
        // Nothing waits any more: bob takes what ann has not begun, and ann is told so.
        #expect(pool.takeLeases(bob).last == [2, 2])
        #expect(pool.takeMessages(ann) == [.cancel([TestPool.reference(2)])])
        pool.deliver(2, attempt: 2, from: bob, seconds: 0.5)
        #expect(pool.takeLeases(bob) == [])
        // Ann has begun and is heard of no more: soon a copy pays.
        pool.hear(.started(TestPool.reference(1)), from: ann)
        let claim = Claim(TestPool.reference(1), .running(nil))
        pool.pass(2, beats: [ann: [claim], bob: []])
        #expect(pool.takeLeases(bob) == [[1, 2]])
        _ = pool.takeEndings()
        pool.deliver(1, attempt: 2, from: bob)
        #expect(pool.takeEndings() == ["1#2 delivered", "1#1 discarded"])
        #expect(pool.takeMessages(ann) == [.cancel([TestPool.reference(1)])])
        pool.commit()
        #expect(pool.finish == .complete)
    }

    @Test("ten million jobs are drawn one at a time")
    func lazy() {
        struct Endless: JobCatalogue {
            let count = 10_000_000
            let unfinishedOperations = 1e13
            func isFinished(_ rank: JobRank) -> Bool { false }
            func hasFailed(_ rank: JobRank) -> Bool { false }
            func job(at rank: JobRank) -> PoolJob {
                #expect(rank.number < 10)
                return PoolJob(id: TestPool.id(rank.number), payload: "", expectedOperations: 1)
            }
        }
        var scheduler = Scheduler(catalogue: Endless(), at: .origin)
        _ = scheduler.handle(.woken, at: .origin)
        let identity = WorkerIdentity(host: HostID("h"), machine: "", processID: 1, processor: "")
        let hello = Hello(identity: identity, credit: 10, claims: [])
        let effects = scheduler.handle(.received(.hello(hello), from: ann), at: .origin)
        #expect(effects.contains { if case .send(.lease, _) = $0 { true } else { false } })
    }
}
