import Experiments
import Testing

@testable import Scheduling

@Suite("The cost estimator")
struct EstimatorTests {
    private func cost(_ seconds: Double, _ operations: Int) -> AttemptCost {
        AttemptCost(wallSeconds: seconds, cpuSeconds: seconds, peakMemoryBytes: 0, operations: operations)
    }

    @Test("nothing is known before the first sample, or from one without operations")
    func unknown() {
        var estimator = CostEstimator()
        #expect(estimator.estimate(operations: 100) == nil && estimator.secondsPerOperation == nil)
        estimator.learn(cost(1, 0), expectedOperations: 100, worker: ann)
        estimator.learn(cost(.nan, 10), expectedOperations: 100, worker: ann)
        #expect(estimator.estimate(operations: 100) == nil)
    }

    @Test("mean and spread are those of the samples")
    func moments() throws {
        var estimator = CostEstimator()
        for seconds in [1.0, 2, 3] { estimator.learn(cost(seconds, 1000), expectedOperations: 1000, worker: ann) }
        // The worker's factor is still 1: two samples against an expectation are too few.
        let estimate = try #require(estimator.estimate(operations: 2000))
        #expect(abs(estimate.mean - 4) < 1e-9)
        #expect(abs(estimate.deviation - 2 * (2.0 / 3).squareRoot()) < 1e-9)
        #expect(estimator.secondsPerOperation == 6.0 / 3000)
    }

    @Test("small jobs and large ones are told apart, and a new size is judged by the nearest")
    func classes() throws {
        var estimator = CostEstimator()
        estimator.learn(cost(1, 1 << 10), expectedOperations: 1 << 10, worker: ann)
        estimator.learn(cost(64, 1 << 20), expectedOperations: 1 << 20, worker: ann)
        #expect(estimator.estimate(operations: 1 << 10)?.mean == 1)
        #expect(estimator.estimate(operations: 1 << 20)?.mean == 64)
        #expect(estimator.estimate(operations: 1 << 21)?.mean == 128)
        #expect(estimator.estimate(operations: 1 << 9)?.mean == 0.5)
    }

    @Test("a slow worker is expected to be slow, and does not make the jobs look long")
    func workers() throws {
        var estimator = CostEstimator()
        for _ in 0..<50 {
            estimator.learn(cost(1, 1000), expectedOperations: 1000, worker: ann)
            estimator.learn(cost(4, 1000), expectedOperations: 1000, worker: bob)
        }
        let fast = try #require(estimator.estimate(operations: 1000, on: ann)).mean
        let slow = try #require(estimator.estimate(operations: 1000, on: bob)).mean
        #expect(slow / fast > 3 && slow / fast < 5)
        #expect(fast > 0.7 && fast < 1.4)
    }

    @Test("what was long ago is forgotten")
    func drift() throws {
        var moments = RunningMoments()
        for _ in 0..<1000 { moments.add(1) }
        for _ in 0..<2000 { moments.add(3) }
        #expect(abs(moments.mean - 3) < 0.01)
        #expect(moments.deviation < 0.2)
    }

    @Test("the remaining time is the remaining operations by the speed of all workers")
    func remainingTime() {
        var pool = TestPool(operations: [Int](repeating: 1000, count: 11))
        #expect(pool.scheduler.progress(at: pool.now).remainingSeconds == nil)
        pool.join(ann)
        pool.join(bob)
        pool.deliver(0, from: ann, seconds: 2)
        pool.commit()
        // Ten jobs of two seconds, on two workers.
        #expect(pool.scheduler.progress(at: pool.now).remainingSeconds == 10)
        #expect(pool.scheduler.progress(at: pool.now).running == 2)
    }

    @Test("the rate is that of the last half minute")
    func rate() {
        var meter = ThroughputMeter(at: .origin)
        var now = Instant.origin
        for _ in 0..<600 {
            now = now + .milliseconds(100)
            meter.add(at: now)
        }
        #expect(abs(meter.perSecond(at: now) - 10) < 0.5)
        #expect(abs(meter.perSecond(at: now + .seconds(15)) - 5) < 0.5)
        #expect(meter.perSecond(at: now + .seconds(100)) < 0.1)
    }
}

@Suite("Bundling")
struct BundlingTests {
    private func job(_ affinity: [UInt64]) -> PoolJob {
        PoolJob(id: TestPool.id(0), payload: "", affinity: affinity, expectedOperations: 1)
    }

    @Test("jobs belong together if their paths begin alike")
    func shares() {
        let bundling = Bundling(largest: 8)
        #expect(bundling.shares(job([1, 2]), with: job([1, 3])))
        #expect(!bundling.shares(job([1, 2]), with: job([2, 2])))
        #expect(!bundling.shares(job([]), with: job([])))
    }

    @Test("a bundle leaves enough for the others")
    func limit() {
        let bundling = Bundling(largest: 8)
        #expect(bundling.limit(remaining: 1000, workers: 4) == 8)
        #expect(bundling.limit(remaining: 24, workers: 4) == 6)
        #expect(bundling.limit(remaining: 3, workers: 4) == 1)
        #expect(bundling.limit(remaining: 0, workers: 0) == 1)
    }

    @Test("a cut goes where the least is shared, and takes the most where that is equal")
    func cut() {
        let bundling = Bundling(largest: 8)
        let paths: [[UInt64]] = [[1, 2, 3], [1, 2, 4], [1, 3, 4], [1, 3, 5], [1, 3, 6]]
        #expect(bundling.cut(paths, within: 1...4) == 2)
        #expect(bundling.cut(paths, within: 3...4) == 4)
        #expect(bundling.cut(paths, within: 2...5) == 5)
        #expect(bundling.cut(Array(paths.prefix(1)), within: 1...1) == 1)
    }

    @Test("a lease takes neighbours that share, and no others")
    func lease() {
        var policy = PoolPolicy()
        policy.largestBundle = 8
        var index = 0
        var pool = TestPool(operations: [Int](repeating: 1000, count: 12), policy: policy) { job in
            job.affinity = [UInt64(index / 3)]
            index += 1
        }
        pool.join(ann)
        #expect(pool.takeLeases(ann) == [[0, 1], [1, 1], [2, 1]])
    }

    /// Six orderings of three tasks, all of one beginning.
    private static let orderings: [[UInt64]] = [[9, 0, 1], [9, 0, 2], [9, 1, 0], [9, 1, 2], [9, 2, 0], [9, 2, 1]]

    @Test("a worker that finds nothing waiting takes the latter half of a bundle, cut where little is shared")
    func halved() {
        var index = 0
        var pool = TestPool(operations: [Int](repeating: 1000, count: 6)) { job in
            job.affinity = Self.orderings[index]
            index += 1
        }
        pool.join(ann)
        #expect(pool.takeLeases(ann) == (0..<6).map { [$0, 1] })
        pool.join(bob)
        #expect(pool.takeLeases(bob) == [[4, 2], [5, 2]])
        #expect(pool.takeMessages(ann) == [.cancel([TestPool.reference(4), TestPool.reference(5)])])

        // Ann never began it: the second attempt's number is the first try's.
        pool.deliver(4, attempt: 2, from: bob)
        let attempts = pool.records.compactMap { record in
            guard case .attemptEnded(let ended) = record else { return nil as Attempt.Cause? }
            return ended.attempt.cause
        }
        #expect(attempts == [.first])
    }

    @Test("with bundles of one nothing is leased together, and only one job is moved")
    func alone() {
        var policy = PoolPolicy()
        policy.largestBundle = 1
        var index = 0
        var pool = TestPool(operations: [Int](repeating: 1000, count: 6), policy: policy) { job in
            job.affinity = Self.orderings[index]
            index += 1
        }
        pool.join(ann)
        #expect(pool.takeLeases(ann) == [[0, 1]])
    }
}
