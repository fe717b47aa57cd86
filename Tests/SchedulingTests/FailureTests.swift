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
        #expect(death(ann, signal: 11).isOwnMaking)
        #expect(death(ann, signal: 6).isOwnMaking)
        #expect(death(ann, signal: nil, exitCode: 1).isOwnMaking)
        #expect(death(ann, signal: 9, memory: true).isOwnMaking)
        #expect(!death(ann, signal: 9).isOwnMaking)
        #expect(!death(ann, signal: 15).isOwnMaking)
        #expect(!death(ann, signal: 2).isOwnMaking)
        #expect(!death(ann, signal: nil, exitCode: 143).isOwnMaking)
        #expect(!death(ann, signal: nil).isOwnMaking)
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
            job.deaths = [Failure(reason: "one", signal: 11)]
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

    @Test("a failure that lies with the worker is tried on others, three in all")
    func elsewhere() {
        let unable = Ending.failure(Failure(reason: "no data"), blame: .worker)
        var pool = TestPool(operations: [1000])
        for worker in [ann, bob, cid] { pool.join(worker) }
        pool.deliver(0, from: ann, ending: unable)
        #expect(pool.takeLeases(bob) == [[0, 2]])
        pool.deliver(0, attempt: 2, from: bob, ending: unable)
        #expect(pool.takeLeases(cid) == [[0, 3]])
        #expect(pool.takeLeases(ann) == [[0, 1]])
        pool.deliver(0, attempt: 3, from: cid, ending: unable)
        #expect(pool.takeEndings() == ["0#1 failed", "0#2 failed", "0#3 failed finally"])
    }

    @Test("where every worker has failed a job it waits a while for another, and then is final")
    func hopeless() {
        var pool = TestPool(operations: [1000])
        pool.join(ann)
        pool.deliver(0, from: ann, ending: .failure(Failure(reason: "no data"), blame: .worker))
        pool.pass(9, beats: [ann: []])
        #expect(pool.takeEndings() == ["0#1 failed"])
        pool.pass(1, beats: [ann: []])
        #expect(pool.takeEndings() == ["0#1 failed finally"])
        pool.commit()
        #expect(pool.finish == .complete)
    }
}
