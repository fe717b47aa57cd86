import Experiments
import Scheduling
import Testing

@Suite("Deaths and failures")
struct FailureTests {
    private func death(_ worker: WorkerID, signal: Int? = 11, exitCode: Int? = nil, memory: Bool = false) -> WorkerDeath
    {
        WorkerDeath(
            worker: worker,
            signal: signal,
            exitCode: exitCode,
            outOfMemory: memory,
            logLines: ["the last line"]
        )
    }

    @Test("a job that kills three workers is quarantined with the evidence")
    func quarantine() {
        var pool = TestPool(operations: [1000])
        for (number, worker) in [ann, bob, cid].enumerated() {
            pool.join(worker)
            #expect(pool.takeLeases(worker) == [[0, number + 1]])
            pool.hear(.started(TestPool.reference(0, attempt: number + 1)), from: worker)
            if number < 2 {
                pool.tell(.workerDied(death(worker)))
                #expect(pool.takeEndings() == ["0#\(number + 1) killed"])
            }
        }
        _ = pool.records
        pool.hear(.died(death(cid)), from: WorkerID("supervisor"))
        guard
            case .attemptEnded(let ended)? = pool.records.first(where: {
                if case .attemptEnded = $0 { true } else { false }
            }),
            case .failed(let failure, isFinal: true) = ended.ending
        else {
            Issue.record("not quarantined: \(pool.records)")
            return
        }
        #expect(failure.signal == 11 && failure.logLines == ["the last line"] && failure.reason.contains("3 times"))
        pool.commit()
        #expect(pool.scheduler.progress(at: pool.now).failed == 1 && pool.finish == .complete)
    }

    @Test("only what a worker brought upon itself counts")
    func ownMaking() {
        #expect(death(ann, signal: 11).cause == .ownMaking)
        #expect(death(ann, signal: 6).cause == .ownMaking)
        #expect(death(ann, signal: nil, exitCode: 1).cause == .ownMaking)
        #expect(death(ann, signal: 9, memory: true).cause == .memory)
        #expect(death(ann, signal: 9).cause == .outside)
        #expect(death(ann, signal: 15).cause == .outside)
        #expect(death(ann, signal: 2).cause == .outside)
        #expect(death(ann, signal: nil, exitCode: 143).cause == .outside)
        #expect(death(ann, signal: nil).cause == .outside)
    }

    @Test("after a death the job runs alone, and the others that the worker held are not blamed")
    func alone() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 50))
        pool.join(ann)
        pool.deliver(0, from: ann, seconds: 0.01)
        #expect(pool.takeLeases(ann).count == 6)
        pool.hear(.started(TestPool.reference(1)), from: ann)
        _ = pool.takeEndings()
        pool.tell(.workerDied(death(ann)))
        #expect(pool.takeEndings() == ["1#1 killed", "2#1 lost", "3#1 lost", "4#1 lost", "5#1 lost"])
        pool.join(bob)
        #expect(pool.takeLeases(bob) == [[1, 2]])
        pool.hear(.heartbeat(Heartbeat(credit: 100, claims: [])), from: bob)
        #expect(pool.takeLeases(bob) == [])
        pool.deliver(1, attempt: 2, from: bob, seconds: 0.01)
        #expect(pool.takeLeases(bob).first == [2, 2])
    }

    @Test("a worker with a queue runs dry when a job must run alone")
    func runsDry() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 50))
        pool.join(ann)
        pool.deliver(0, from: ann, seconds: 0.01)
        let held = pool.takeLeases(ann).dropFirst()
        pool.join(bob)
        let doomed = pool.takeLeases(bob)[0][0]
        pool.tell(.workerDied(death(bob)))
        for lease in held.dropLast() { pool.deliver(lease[0], from: ann, seconds: 0.01) }
        #expect(pool.takeLeases(ann) == [])
        pool.deliver(held.last?[0] ?? 0, from: ann, seconds: 0.01)
        #expect(pool.takeLeases(ann) == [[doomed, 2]])
    }

    @Test("deaths of an earlier coordinator's time count too, and a report counts once")
    func earlierDeaths() {
        var pool = TestPool(operations: [1000]) { job in
            job.lastAttempt = AttemptID(2)
            job.deaths = [Evidence(host: HostID("host"), failure: Failure(reason: "one", signal: 11))]
        }
        pool.join(ann)
        #expect(pool.takeLeases(ann) == [[0, 3]])
        pool.tell(.workerDied(death(ann)))
        pool.tell(.workerDied(death(ann)))
        #expect(pool.takeEndings() == ["0#3 killed"])
        pool.join(bob)
        pool.tell(.workerDied(death(bob)))
        #expect(pool.takeEndings() == ["0#4 failed finally"])
    }

    @Test("a death that becomes known after its worker was lost still counts")
    func lateReport() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.hear(.started(TestPool.reference(0)), from: ann)
        pool.pass(10)
        #expect(pool.takeEndings() == ["0#1 lost"])
        pool.tell(.workerDied(death(ann)))
        #expect(pool.takeEndings() == ["0#1 killed"])
    }

    @Test("a failure that lies with the job is final")
    func deterministic() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.deliver(0, from: ann, ending: .failure(Failure(reason: "bad"), blame: .job))
        #expect(pool.takeEndings() == ["0#1 failed finally"])
        pool.commit()
        #expect(pool.finish == .complete)
    }

    // MARK: - Two hosts

    private let bad = Ending.failure(Failure(reason: "bad"), blame: .job)

    @Test("where another host is present, a failure is believed once that showed it too")
    func confirmed() {
        var pool = TestPool(operations: [1000])
        pool.join(ann, on: "one")
        pool.join(bob, on: "two")
        #expect(pool.takeLeases(ann) == [[0, 1]])
        pool.deliver(0, from: ann, ending: bad)
        #expect(pool.takeEndings() == ["0#1 failed"])
        #expect(pool.takeLeases(ann) == [])
        #expect(pool.takeLeases(bob) == [[0, 2]])
        pool.deliver(0, attempt: 2, from: bob, ending: .failure(Failure(reason: "worse"), blame: .job))
        guard case .attemptEnded(let ended)? = pool.records.last,
            case .failed(let failure, isFinal: true) = ended.ending
        else {
            Issue.record("not final: \(pool.records)")
            return
        }
        #expect(failure.reason.contains("bad") && failure.reason.contains("worse"))
        pool.commit()
        #expect(pool.finish == .complete)
    }

    @Test("a job that one host failed and another did is done")
    func refuted() {
        var pool = TestPool(operations: [1000])
        pool.join(ann, on: "one")
        pool.join(bob, on: "two")
        pool.deliver(0, from: ann, ending: bad)
        pool.deliver(0, attempt: 2, from: bob)
        pool.commit()
        #expect(pool.scheduler.progress(at: pool.now).done == 1 && pool.finish == .complete)
    }

    @Test("a failure is believed once nobody else is there any more who could try")
    func lastHope() {
        var pool = TestPool(operations: [1000, 1000])
        pool.join(ann, on: "one")
        pool.join(bob, on: "two")
        pool.deliver(0, from: ann, ending: bad)
        #expect(pool.takeEndings() == ["0#1 failed"])
        pool.hear(.leaving, from: bob)
        pool.pass(1, beats: [ann: []])
        #expect(pool.takeEndings().contains("0#1 failed finally"))
    }

    @Test("the third death is believed once two hosts showed one")
    func deathsOnTwoHosts() {
        var pool = TestPool(operations: [1000])
        let other = WorkerID("other")
        pool.join(other, on: "two", credit: 0)
        for number in 1...3 {
            let worker = WorkerID("w\(number)")
            pool.join(worker, on: "one")
            #expect(pool.takeLeases(worker) == [[0, number]])
            pool.tell(.workerDied(death(worker)))
            #expect(pool.takeEndings() == ["0#\(number) killed"])
        }
        let fourth = WorkerID("w4")
        pool.join(fourth, on: "one")
        #expect(pool.takeLeases(fourth) == [])
        pool.hear(.heartbeat(Heartbeat(credit: 1, claims: [])), from: other)
        #expect(pool.takeLeases(other) == [[0, 4]])
        pool.tell(.workerDied(death(other)))
        #expect(pool.takeEndings() == ["0#4 failed finally"])
    }

    @Test("deaths and failures of a job that the ledger held as failed start anew when it is measured after all")
    func measuredAfterAll() {
        var pool = TestPool(operations: [1000, 1000], failed: [0])
        #expect(pool.scheduler.progress(at: pool.now).failed == 1)
        pool.join(ann)
        pool.deliver(0, attempt: 3, from: ann)
        pool.commit()
        let progress = pool.scheduler.progress(at: pool.now)
        #expect(progress.done == 1 && progress.failed == 0)
        // Told again, it counts no more.
        pool.deliver(0, attempt: 3, from: ann)
        pool.commit()
        #expect(pool.scheduler.progress(at: pool.now).done == 1)

        pool.deliver(1, from: ann, ending: bad)
        pool.commit()
        #expect(pool.scheduler.progress(at: pool.now).failed == 1)
    }

    @Test("a worker that fails a job at once rests as long as the job would have taken")
    func rest() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 9))
        pool.join(ann, on: "one")
        pool.join(bob, on: "two")
        pool.deliver(1, from: bob, seconds: 60)
        #expect(pool.takeLeases(ann) == [[0, 1]])
        pool.deliver(0, from: ann, seconds: 0, ending: bad)
        #expect(pool.takeLeases(ann) == [])
        pool.now = pool.now + .seconds(59)
        pool.hear(.heartbeat(Heartbeat(credit: 100, claims: [])), from: ann)
        #expect(pool.takeLeases(ann) == [])
        pool.now = pool.now + .seconds(1)
        pool.tell(.woken)
        #expect(pool.takeLeases(ann).count == 1)
    }
}
