import Experiments
import Scheduling
import Testing

@Suite("Results")
struct ResultTests {
    @Test("a result is acknowledged when it is durable, and not before")
    func acknowledgement() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.deliver(0, from: ann)
        #expect(pool.takeEndings() == ["0#1 delivered"])
        #expect(pool.takeMessages(ann) == [] && pool.finish == nil)
        // Sent again in the meantime: neither recorded nor acknowledged twice.
        pool.deliver(0, from: ann)
        #expect(pool.takeEndings() == [])
        pool.commit()
        #expect(pool.takeMessages(ann) == [.acknowledge([TestPool.reference(0)]), .goodbye])
        #expect(pool.finish == .complete)
    }

    @Test("acknowledgements of one commit go out together, in the order of arrival")
    func grouped() {
        var pool = TestPool(operations: [1000, 1000, 1000])
        pool.join(ann)
        pool.join(bob)
        pool.deliver(0, from: ann)
        pool.deliver(1, from: bob)
        pool.deliver(2, from: ann)
        pool.commit()
        #expect(pool.takeMessages(ann).first == .acknowledge([TestPool.reference(0), TestPool.reference(2)]))
        #expect(pool.takeMessages(bob).first == .acknowledge([TestPool.reference(1)]))
    }

    @Test("a late result is taken if its job is still open, and the other copy is called off")
    func late() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.pass(10)
        #expect(pool.takeEndings() == ["0#1 lost"])
        pool.join(bob)
        #expect(pool.takeLeases(bob) == [[0, 2]])
        pool.join(ann)
        pool.deliver(0, from: ann)
        #expect(pool.takeEndings() == ["0#1 delivered", "0#2 discarded"])
        #expect(pool.takeMessages(bob) == [.cancel([TestPool.reference(0, attempt: 2)])])
    }

    @Test("a second outcome goes into the ledger, which compares it, and is acknowledged")
    func second() {
        var pool = TestPool(operations: [1000, 1000])
        pool.join(ann)
        pool.pass(10)
        pool.join(bob)
        pool.join(ann)
        pool.deliver(0, from: ann)
        _ = pool.takeEndings()
        pool.deliver(0, attempt: 2, from: bob)
        #expect(pool.takeEndings() == ["0#2 delivered"])
        pool.commit()
        #expect(pool.takeMessages(bob).contains(.acknowledge([TestPool.reference(0, attempt: 2)])))
        // And so does one that comes when the job is closed.
        pool.deliver(0, attempt: 2, from: bob)
        #expect(pool.takeEndings() == ["0#2 delivered"])
        pool.commit()
        #expect(pool.takeMessages(bob) == [.acknowledge([TestPool.reference(0, attempt: 2)])])
        #expect(pool.scheduler.progress(at: pool.now).done == 1)
    }

    @Test("the result of a job of another sweep is acknowledged and forgotten")
    func foreign() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        let reference = AttemptReference(rank: JobRank(0), job: TestPool.id(77), attempt: AttemptID(1))
        let cost = AttemptCost(wallSeconds: 1, cpuSeconds: 1, peakMemoryBytes: 0, operations: 1)
        pool.hear(
            .results([AttemptResult(reference: reference, ending: .outcome(TestPool.outcome(0)), cost: cost)]),
            from: ann
        )
        #expect(pool.takeEndings() == [])
        #expect(pool.takeMessages(ann) == [.acknowledge([reference])])
    }

    @Test("a job that failed a moment ago and is measured all the same counts as measured")
    func failedAMomentAgo() {
        var pool = TestPool(operations: [1000, 1000])
        pool.join(ann)
        pool.pass(10)
        pool.join(bob)
        pool.join(ann)
        #expect(pool.takeLeases(bob).first == [0, 2])
        pool.deliver(0, attempt: 2, from: bob, ending: .failure(Failure(reason: "bad"), blame: .job))
        #expect(pool.takeEndings().last == "0#2 failed finally")
        pool.deliver(0, from: ann)
        pool.commit()
        let progress = pool.scheduler.progress(at: pool.now)
        #expect(progress.done == 1 && progress.failed == 0)
    }

    @Test("jobs are counted as what they ended")
    func counts() {
        var pool = TestPool(operations: [1000, 1000, 1000])
        pool.join(ann)
        pool.deliver(0, from: ann)
        var outcome = TestPool.outcome(1)
        outcome.divergence = .init(position: 1, step: 1)
        pool.deliver(1, from: ann, ending: .outcome(outcome))
        pool.deliver(2, from: ann, ending: .failure(Failure(reason: "bad"), blame: .job))
        pool.commit()
        let progress = pool.scheduler.progress(at: pool.now)
        #expect([progress.done, progress.diverged, progress.failed, progress.total] == [1, 1, 1, 3])
        #expect(pool.finish == .complete)
    }
}
