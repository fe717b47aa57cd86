import Experiments
import Testing

@testable import Scheduling

@Suite("Hosts that lack something")
struct HostTests {
    private func lacking(_ need: Lack.Need, _ prospect: Lack.Prospect = .missing) -> Ending {
        .failure(Failure(reason: "no such thing"), blame: .worker(Lack(need, prospect)))
    }

    /// Jobs that need data, the first ones also much memory.
    private func pool(jobs: Int, large: Int = 0, patience: Patience = .forNewcomers(nil)) -> TestPool {
        var policy = PoolPolicy()
        policy.lookahead = 20
        policy.patience = patience
        var index = 0
        return TestPool(operations: [Int](repeating: 1000, count: jobs), policy: policy) { job in
            job.needs = Needs(keys: ["data"], memoryBytes: index < large ? 1000 : 10)
            index += 1
        }
    }

    @Test("are set aside for jobs that need it, told so, and tried again after 10 s, then 20 s")
    func setAside() {
        var pool = pool(jobs: 5)
        pool.join(ann, on: "one")
        #expect(pool.takeLeases(ann) == [[0, 1]])
        pool.deliver(0, from: ann, ending: lacking(.key("data")))
        #expect(pool.takeEndings() == ["0#1 failed"])
        #expect(
            pool.takeNews() == [
                .tell(
                    .setAside(HostID("one"), machine: "machine", what: "jobs that need data", reason: "no such thing")
                )
            ]
        )
        #expect(pool.takeMessages(ann) == [.setAside(reason: "no jobs that need data: no such thing")])
        #expect(pool.scheduler.status(at: pool.now).setbacks.map(\.what) == ["jobs that need data"])
        pool.pass(9, beats: [ann: []])
        #expect(pool.takeLeases(ann) == [])
        pool.pass(1, beats: [ann: []])
        // One job, to see whether it has come.
        #expect(pool.takeLeases(ann) == [[0, 2]])
        pool.deliver(0, attempt: 2, from: ann, ending: lacking(.key("data")))
        pool.pass(19, beats: [ann: []])
        #expect(pool.takeLeases(ann) == [])
        pool.pass(1, beats: [ann: []])
        #expect(pool.takeLeases(ann) == [[0, 3]])
        pool.deliver(0, attempt: 3, from: ann, seconds: 0.01)
        #expect(pool.takeLeases(ann).count > 1)
        #expect(pool.takeNews().last == .tell(.isBack(HostID("one"), machine: "machine", what: "jobs that need data")))
        #expect(pool.scheduler.status(at: pool.now).setbacks == [])
    }

    @Test("fail no job, and draw no more than their slots held")
    func drawsNothing() {
        var pool = pool(jobs: 600)
        let good = WorkerID("good")
        pool.join(good, on: "good")
        for slot in [ann, bob, cid] { pool.join(slot, on: "bad") }
        pool.deliver(0, from: good, seconds: 0.01)
        for slot in [ann, bob, cid] {
            for lease in pool.takeLeases(slot) {
                pool.deliver(lease[0], attempt: lease[1], from: slot, ending: lacking(.key("data")))
            }
            #expect(pool.takeLeases(slot) == [])
        }
        _ = pool.takeEndings()
        var leases = pool.takeLeases(good)
        while !leases.isEmpty {
            for lease in leases where lease[0] != 0 {
                pool.deliver(lease[0], attempt: lease[1], from: good, seconds: 0.01)
            }
            leases = pool.takeLeases(good)
        }
        pool.commit()
        #expect(pool.finish == .complete)
        #expect(pool.scheduler.progress(at: pool.now).done == 600)
    }

    @Test("are not tried with what another present can do")
    func trialsLast() {
        var pool = pool(jobs: 1)
        pool.join(ann, on: "one")
        pool.deliver(0, from: ann, ending: lacking(.key("data")))
        _ = pool.takeLeases(ann)
        pool.join(bob, on: "two", credit: 0)
        pool.pass(9, beats: [ann: []])
        pool.hear(.heartbeat(Heartbeat(credit: 0, claims: [])), from: bob)
        // Both may have it from now on.
        pool.now = pool.now + .seconds(1)
        pool.scheduler.workers[bob].credit = 100
        pool.tell(.woken)
        #expect(pool.takeLeases(ann) == [])
        #expect(pool.takeLeases(bob) == [[0, 2]])
    }

    @Test("for memory, get the jobs that need less, though those that need more come first")
    func memory() {
        var pool = pool(jobs: 80, large: 60)
        pool.join(ann)
        #expect(pool.takeLeases(ann) == [[0, 1]])
        pool.deliver(0, from: ann, ending: lacking(.memory))
        #expect(pool.takeLeases(ann) == [[60, 1]])
        pool.join(bob, on: "large")
        #expect(pool.takeLeases(bob) == [[0, 2]])
        pool.deliver(0, attempt: 2, from: bob)
        #expect(pool.takeLeases(bob).first == [1, 1])
    }

    @Test("a death for want of memory is the worker's, not the job's")
    func memoryDeath() {
        var pool = pool(jobs: 2, large: 1)
        for number in 1...4 {
            let worker = WorkerID("w\(number)")
            pool.join(worker, on: "host\(number)")
            #expect(pool.takeLeases(worker).first == [0, number])
            pool.tell(.workerDied(WorkerDeath(worker: worker, signal: 9, outOfMemory: true)))
            #expect(pool.takeEndings().first == "0#\(number) failed")
        }
        pool.join(ann, on: "large")
        #expect(pool.takeLeases(ann) == [[0, 5]])
    }

    @Test("on which three jobs failed and none ended are set aside altogether")
    func endsNothing() {
        var pool = pool(jobs: 50)
        let bad = Ending.failure(Failure(reason: "bad"), blame: .job)
        pool.join(bob, on: "good")
        pool.join(ann, on: "bad")
        #expect(pool.takeLeases(ann) == [[1, 1]])
        for number in 1...3 {
            pool.deliver(number, from: ann, ending: bad)
            #expect(pool.takeLeases(ann) == (number < 3 ? [[number + 1, 1]] : []))
        }
        #expect(pool.takeEndings().allSatisfy { $0.hasSuffix("failed") })
        pool.pass(9, beats: [ann: [], bob: [Claim(TestPool.reference(0), .running(nil))]])
        #expect(pool.takeLeases(ann) == [])
        pool.deliver(0, from: bob, seconds: 0.01)
        // What it had failed is done by the other.
        #expect(pool.takeLeases(bob).prefix(4) == [[0, 1], [1, 2], [2, 2], [3, 2]])
    }

    @Test("of which every one lacks what is left: a pool of one host says so and ends at once")
    func stuck() {
        var pool = pool(jobs: 3, patience: .ofOneHost(passing: .seconds(60)))
        pool.join(ann)
        pool.deliver(0, from: ann, ending: lacking(.key("data")))
        #expect(pool.finish == nil)
        pool.pass(1, beats: [ann: []])
        #expect(pool.takeNews().contains(.tell(.stuck(["no such thing"]))))
        pool.commit()
        #expect(pool.finish == .stuck(["no such thing"]))
        #expect(pool.takeEndings() == ["0#1 failed"])
        #expect(pool.scheduler.progress(at: pool.now).failed == 0)
    }

    @Test("what may pass is tried for a minute first")
    func passing() {
        var pool = pool(jobs: 3, patience: .ofOneHost(passing: .seconds(60)))
        pool.join(ann)
        pool.deliver(0, from: ann, ending: lacking(.key("data"), .passing))
        var trials = 0
        for _ in 0..<59 {
            pool.pass(1, beats: [ann: []])
            for lease in pool.takeLeases(ann) where lease != [0, 1] {
                trials += 1
                pool.deliver(lease[0], attempt: lease[1], from: ann, ending: lacking(.key("data"), .passing))
            }
            pool.commit()
            #expect(pool.finish == nil)
        }
        #expect(trials == 2)
        pool.pass(3, beats: [ann: []])
        pool.commit()
        #expect(pool.finish == .stuck(["no such thing"]))
    }

    @Test("a coordinator of others waits for one that can, for as long as it is told")
    func newcomers() {
        var endless = pool(jobs: 3)
        endless.join(ann)
        endless.deliver(0, from: ann, ending: lacking(.key("data"), .missing))
        endless.pass(9, beats: [ann: []])
        #expect(endless.finish == nil)
        endless.join(bob, on: "other")
        #expect(endless.takeLeases(bob).first == [0, 2])

        var patient = pool(jobs: 3, patience: .forNewcomers(.seconds(5)))
        patient.pass(4)
        patient.commit()
        #expect(patient.finish == nil)
        patient.pass(1)
        #expect(patient.finish == .stuck(["no worker has joined"]))
    }

    @Test("see past the jobs that only another can do, however many wait")
    func seePast() {
        // More large ones wait than are looked through, since the large host came first.
        var pool = pool(jobs: 80, large: 60)
        pool.join(bob, on: "large")
        pool.deliver(0, from: bob, seconds: 0.001)
        _ = pool.takeLeases(bob)
        pool.join(ann, on: "small")
        for lease in pool.takeLeases(ann) {
            pool.deliver(lease[0], attempt: lease[1], from: ann, ending: lacking(.memory))
        }
        #expect(pool.takeLeases(ann).first == [60, 1])
        pool.hear(.leaving, from: bob)
        pool.pass(1, beats: [ann: [Claim(TestPool.reference(60), .running(nil))]])
        for index in 60..<80 { pool.deliver(index, from: ann, seconds: 0.001) }
        pool.pass(2, beats: [ann: []])
        #expect(pool.takeNews().contains { if case .tell(.stuck) = $0 { true } else { false } })
        #expect(pool.scheduler.status(at: pool.now).progress.total == 80)
    }

    @Test("on which nothing ended are tried with the last job, as those that come first are much alike")
    func lastJobFirst() {
        var pool = pool(jobs: 40, patience: .ofOneHost(passing: .seconds(60)))
        let bad = Ending.failure(Failure(reason: "bad"), blame: .job)
        pool.join(ann)
        for number in 0..<3 { pool.deliver(number, from: ann, ending: bad) }
        _ = pool.takeLeases(ann)
        pool.pass(11, beats: [ann: []])
        #expect(pool.takeLeases(ann) == [[39, 1]])
        pool.deliver(39, from: ann, seconds: 0.01)
        #expect(pool.takeLeases(ann).first == [3, 1])
    }

    @Test("jobs that nobody can do are drawn without being opened, and found by one who comes later")
    func shelved() {
        var pool = pool(jobs: 120)
        pool.join(ann)
        pool.deliver(0, from: ann, ending: lacking(.key("data")))
        pool.pass(1, beats: [ann: []])
        pool.join(bob, on: "other")
        #expect(pool.takeLeases(bob) == [[0, 2]])
        // A job that its worker brings from an earlier coordinator is found there, too.
        pool.join(cid, on: "third", claims: [Claim(TestPool.reference(110), .running(nil))])
        #expect(pool.takeMessages(cid) == [])
        pool.deliver(110, from: cid)
        for index in 0..<120 where index != 110 {
            pool.deliver(index, attempt: 9, from: bob, seconds: 0.001)
        }
        pool.commit()
        #expect(pool.finish == .complete)
        #expect(pool.scheduler.progress(at: pool.now).done == 120)
    }
}
