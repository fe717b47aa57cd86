import Experiments
import Scheduling
import Testing
import Wire
import WireProto

@Suite("Messages and frames")
struct RoundTripTests {
    @Test("every message to the coordinator survives its frame", arguments: Samples.workerMessages)
    func toCoordinator(_ message: WorkerMessage) throws {
        #expect(try WorkerMessage(decoding: message.encode()) == message)
    }

    @Test("every message from the coordinator survives its frame", arguments: Samples.coordinatorMessages)
    func fromCoordinator(_ message: CoordinatorMessage) throws {
        #expect(try CoordinatorMessage(decoding: message.encode()) == message)
    }

    @Test("a measured outcome keeps every bit")
    func bits() throws {
        let odd = [0.1 + 0.2, .leastNonzeroMagnitude, 1 - .ulpOfOne, 0]
        let outcome = Outcome(
            accuracy: TaskMatrix(taskCount: 1, rows: [[odd[0]], [odd[2]]]),
            loss: TaskMatrix(taskCount: 1, rows: [[odd[1]], [-0.0]]),
            operations: .max
        )
        let result = AttemptResult(
            reference: Samples.reference(1),
            ending: .outcome(outcome),
            cost: Samples.cost
        )
        let decoded = try WorkerMessage(decoding: WorkerMessage.results([result]).encode())
        guard case .results(let results) = decoded, case .outcome(let copy) = results[0].ending else {
            Issue.record("decoded as \(decoded)")
            return
        }
        #expect(copy.digest == outcome.digest)
    }

    @Test("long texts are cut so that the receiver takes them")
    func longTexts() throws {
        let failure = Failure(
            reason: String(repeating: "ä", count: 10_000),
            logLines: (0..<500).map { "\($0) " + String(repeating: "x", count: 5000) }
        )
        let result = AttemptResult(
            reference: Samples.reference(1),
            ending: .failure(failure, blame: .job),
            cost: Samples.cost
        )
        let decoded = try WorkerMessage(decoding: WorkerMessage.results([result]).encode())
        guard case .results(let results) = decoded, case .failure(let cut, _) = results[0].ending else {
            Issue.record("decoded as \(decoded)")
            return
        }
        #expect(cut.reason.utf8.count == 4096 && cut.reason.allSatisfy { $0 == "ä" })
        #expect(cut.logLines.count == 100 && cut.logLines[99].hasPrefix("499 "))
    }

    @Test("an outcome too large to send arrives as a failure that says so")
    func tooLarge() throws {
        let count = Wire.maximumTasks + 1
        let outcome = Outcome(
            accuracy: TaskMatrix(taskCount: count),
            loss: TaskMatrix(taskCount: count),
            divergence: .init(position: 1, step: 1),
            operations: 1
        )
        let result = AttemptResult(
            reference: Samples.reference(1),
            ending: .outcome(outcome),
            cost: Samples.cost
        )
        let decoded = try WorkerMessage(decoding: WorkerMessage.results([result]).encode())
        guard case .results(let results) = decoded, case .failure(let failure, .job) = results[0].ending else {
            Issue.record("decoded as \(decoded)")
            return
        }
        #expect(failure.reason.contains("too large"))
    }

    @Test("builds of different revisions can tell each other so")
    func otherRevision() throws {
        var identity = Samples.identity
        identity.protocolRevision = ProtocolRevision(7)
        let hello = WorkerMessage.hello(Hello(identity: identity, credit: 5, claims: Samples.claims))
        let decoded = try WorkerMessage(decoding: hello.encode())
        #expect(decoded == .hello(Hello(identity: identity, credit: 0, claims: [])))

        // Field 1, the revision, is the first of a frame: key 0x08, then the number.
        var refusal = CoordinatorMessage.refuse(reason: "no").encode()
        refusal[1] = 9
        #expect(try CoordinatorMessage(decoding: refusal) == .refuse(reason: "no"))
        var beat = CoordinatorMessage.heartbeat.encode()
        beat[1] = 9
        let error = #expect(throws: WireError.self) { try CoordinatorMessage(decoding: beat) }
        #expect(error?.revision == ProtocolRevision(9))
    }
}
