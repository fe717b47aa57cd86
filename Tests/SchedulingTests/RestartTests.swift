import Experiments
import Scheduling
import Testing

@Suite("A coordinator after another")
struct RestartTests {
    @Test("jobs that a worker still runs are adopted, not leased again")
    func adoption() {
        var pool = TestPool(operations: [1000, 1000, 1000], awaiting: [ann])
        pool.join(bob)
        #expect(pool.takeLeases(bob) == [])
        let claims = [
            Claim(TestPool.reference(0), .running(JobProgress(work: 1, share: 0.5))),
            Claim(TestPool.reference(1, attempt: 4), .finished),
        ]
        pool.join(ann, claims: claims)
        #expect(pool.takeLeases(bob) == [[2, 1]])
        #expect(pool.takeMessages(ann) == [])
        pool.deliver(1, attempt: 4, from: ann)
        pool.deliver(0, from: ann)
        pool.deliver(2, from: bob)
        #expect(pool.takeEndings() == ["1#4 delivered", "0#1 delivered", "2#1 delivered"])
        pool.commit()
        #expect(pool.finish == .complete)
    }

    @Test("workers that do not come are not waited for long")
    func grace() {
        var pool = TestPool(operations: [1000], awaiting: [ann])
        pool.join(bob)
        pool.pass(2, beats: [bob: []])
        #expect(pool.takeLeases(bob) == [])
        pool.pass(1, beats: [bob: []])
        #expect(pool.takeLeases(bob) == [[0, 1]])
    }

    @Test("an adopted attempt whose number was given to another since is recorded by the next free one")
    func collision() {
        var pool = TestPool(operations: [1000])
        pool.join(bob)
        #expect(pool.takeLeases(bob) == [[0, 1]])
        pool.join(ann, claims: [Claim(TestPool.reference(0), .running(JobProgress(work: 1, share: 0.5)))])
        pool.deliver(0, from: ann)
        #expect(pool.takeEndings() == ["0#2 delivered", "0#1 discarded"])
        pool.commit()
        #expect(pool.takeMessages(ann).first == .acknowledge([TestPool.reference(0)]))
    }

    @Test("a job that is finished or no cell of this grid is called off, and its result is still welcome")
    func unwanted() {
        var pool = TestPool(operations: [1000, 1000], finished: [0])
        let foreign = AttemptReference(rank: JobRank(1), job: TestPool.id(9), attempt: AttemptID(1))
        let beyond = AttemptReference(rank: JobRank(7), job: TestPool.id(7), attempt: AttemptID(1))
        let references = [TestPool.reference(0), foreign, beyond]
        pool.join(ann, claims: references.map { Claim($0, .queued) })
        #expect(pool.takeMessages(ann) == [.cancel(references)])
        pool.deliver(0, from: ann)
        #expect(pool.takeEndings() == ["0#1 delivered"])
        #expect(pool.scheduler.progress(at: pool.now).done == 1)
    }

    @Test("a worker that was thought lost takes up its leases where it comes back")
    func revival() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.pass(10)
        #expect(pool.takeEndings() == ["0#1 lost"])
        _ = pool.takeLeases(ann)
        pool.join(ann, claims: [Claim(TestPool.reference(0), .running(JobProgress(work: 1, share: 0.5)))])
        #expect(pool.takeLeases(ann) == [])
        pool.deliver(0, from: ann)
        #expect(pool.takeEndings() == ["0#1 delivered"])
    }
}

@Suite("Draining")
struct DrainTests {
    @Test("what runs is finished, nothing new begins, and the end comes when all is durable")
    func drain() {
        var pool = TestPool(operations: [1000, 1000])
        pool.join(ann)
        #expect(pool.takeLeases(ann) == [[0, 1]])
        pool.tell(.drainRequested)
        #expect(pool.takeMessages(ann) == [.drain] && pool.finish == nil)
        pool.deliver(0, from: ann)
        #expect(pool.takeLeases(ann) == [] && pool.finish == nil)
        pool.commit()
        #expect(pool.finish == .drained)
        #expect(pool.takeMessages(ann) == [.acknowledge([TestPool.reference(0)]), .goodbye])
        // Whoever speaks later is sent home.
        pool.hear(.heartbeat(Heartbeat(credit: 0, claims: [])), from: bob)
        #expect(pool.takeMessages(bob) == [.goodbye])
    }

    @Test("with nothing running it ends at once; the last job makes it complete")
    func edges() {
        var idle = TestPool(operations: [1000])
        idle.commit()
        idle.tell(.drainRequested)
        #expect(idle.finish == .drained)

        var last = TestPool(operations: [1000])
        last.join(ann)
        last.tell(.drainRequested)
        last.deliver(0, from: ann)
        last.commit()
        #expect(last.finish == .complete)
    }

    @Test("a worker that joins while draining is told so")
    func lateComer() {
        var pool = TestPool(operations: [1000, 1000])
        pool.join(ann)
        pool.tell(.drainRequested)
        pool.join(bob)
        #expect(pool.takeMessages(bob) == [.drain])
        #expect(pool.takeLeases(bob) == [])
    }
}
