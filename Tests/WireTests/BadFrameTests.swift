import Experiments
import Scheduling
import Testing
import WireProto

@testable import Wire

@Suite("Bad frames")
struct BadFrameTests {
    @Test("a frame that is empty, foreign or too long is refused")
    func foreign() {
        #expect(throws: WireError.self) { try WorkerMessage(decoding: []) }
        #expect(throws: WireError.self) { try CoordinatorMessage(decoding: []) }
        #expect(throws: WireError.self) { try WorkerMessage(decoding: Array("GET / HTTP/1.1\r\n\r\n".utf8)) }
        #expect(throws: WireError.self) {
            try WorkerMessage(decoding: [UInt8](repeating: 0, count: Wire.maximumFrameBytes + 1))
        }
    }

    private let sound = AttemptResult(
        reference: Samples.reference(1),
        ending: .outcome(Samples.outcome),
        cost: Samples.cost
    )

    /// Changes one thing about a sound result: it becomes a failure of its job, and others beside it are read.
    private func expectRefused(_ comment: Comment, _ change: (inout ProtoResult) -> Void) {
        var proto = sound.proto
        change(&proto)
        var results = ProtoResults()
        results.results = [sound.proto, proto, sound.proto]
        let read = [AttemptResult](reading: results)
        #expect(read.count == 3 && read.first == sound && read.last == sound, comment)
        guard read.count == 3, case .failure(let failure, blame: .job) = read[1].ending else {
            Issue.record("\(comment): \(read)")
            return
        }
        #expect(read[1].reference == sound.reference && failure.reason.hasPrefix("its result cannot be read"), comment)
    }

    /// A result that does not name an attempt is left out; others beside it are read.
    private func expectLeftOut(_ comment: Comment, _ change: (inout ProtoResult) -> Void) {
        var proto = sound.proto
        change(&proto)
        var results = ProtoResults()
        results.results = [proto, sound.proto]
        #expect([AttemptResult](reading: results) == [sound], comment)
    }

    @Test("an outcome that could trap whoever relies on it counts as a failure of its job")
    func outcomes() {
        expectRefused("no tasks") { $0.outcome.taskCount = 0 }
        expectRefused("too many tasks") { $0.outcome.taskCount = 1001 }
        expectRefused("a number too few") { $0.outcome.accuracies.removeLast() }
        expectRefused("a row too many") { $0.outcome.accuracies += [0, 0] }
        expectRefused("a row fewer of losses") { $0.outcome.losses.removeLast(2) }
        expectRefused("unfinished without divergence") {
            $0.outcome.losses.removeLast(2)
            $0.outcome.accuracies.removeLast(2)
        }
        expectRefused("an accuracy above one") { $0.outcome.accuracies[1] = 1.01 }
        expectRefused("an accuracy that is no number") { $0.outcome.accuracies[1] = .nan }
        expectRefused("an infinite loss") { $0.outcome.losses[0] = .infinity }
        expectRefused("more flips than inputs") { $0.outcome.negativeFlips.count = 361 }
        expectRefused("flips of nothing") { $0.outcome.negativeFlips.total = 0 }
        expectRefused("divergence outside the stream") {
            $0.outcome.divergence.position = 3
            $0.outcome.divergence.step = 1
        }
        expectRefused("operations beyond Int") { $0.outcome.operations = .max }
        expectRefused("neither outcome nor failure") { $0.ending = nil }
        expectLeftOut("a job of 31 bytes") { $0.reference.job.removeLast() }
        expectLeftOut("a rank beyond Int") { $0.reference.rank = .max }
        expectLeftOut("an attempt that cannot be counted on") { $0.reference.attempt = .max }
        expectRefused("negative time") { $0.cost.wallSeconds = -1 }
        expectRefused("endless time") { $0.cost.cpuSeconds = .infinity }
    }

    @Test("a lease without jobs, a beat every nanosecond and a nameless worker are refused")
    func others() {
        #expect(throws: WireError.self) { try Lease(checking: ProtoLease()) }
        var welcome = Welcome(heartbeatInterval: .seconds(1), leaseDuration: .seconds(1)).proto
        welcome.heartbeatIntervalNanoseconds = 1
        #expect(throws: WireError.self) { try Welcome(checking: welcome) }
        #expect(throws: WireError.self) { try WorkerDeath(checking: ProtoDeath()) }
        var claim = Samples.claims[1].proto
        claim.progress = .nan
        #expect(throws: WireError.self) { try Claim(checking: claim) }
    }

    /// Random damage to a sound frame: bits flipped, bytes changed, cut, doubled, or joined to another frame.
    private func damage(_ frame: [UInt8], _ other: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var frame = frame
        for _ in 0...random.next() % 4 {
            let place = frame.isEmpty ? 0 : Int(random.next() % UInt64(frame.count))
            switch random.next() % 6 {
            case 0 where !frame.isEmpty: frame[place] ^= 1 << UInt8(random.next() % 8)
            case 1 where !frame.isEmpty: frame[place] = UInt8(truncatingIfNeeded: random.next())
            case 2: frame.removeLast(frame.count - place)
            case 3: frame.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            case 4: frame += other.dropFirst(Int(random.next() % UInt64(other.count)))
            default: frame.replaceSubrange(place..<min(place + 8, frame.count), with: [255, 255, 255, 255, 255, 15])
            }
        }
        return frame
    }

    @Test("twenty thousand damaged frames either throw or make a message that survives its own frame")
    func fuzz() throws {
        var random = SplitMix64(seed: 2026)
        let frames = Samples.workerMessages.map { $0.encode() } + Samples.coordinatorMessages.map { $0.encode() }
        var accepted = 0
        for round in 0..<20_000 {
            let other = frames[Int(random.next() % UInt64(frames.count))]
            let frame = damage(frames[round % frames.count], other, &random)
            if let message = try? WorkerMessage(decoding: frame) {
                accepted += 1
                #expect(try WorkerMessage(decoding: message.encode()) == message, "round \(round)")
            }
            if let message = try? CoordinatorMessage(decoding: frame) {
                accepted += 1
                #expect(try CoordinatorMessage(decoding: message.encode()) == message, "round \(round)")
            }
        }
        // Were all refused, nothing would have been tested.
        #expect(accepted > 1000)
    }
}
