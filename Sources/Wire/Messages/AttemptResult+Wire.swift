internal import Experiments
internal import Scheduling
internal import WireProto

extension AttemptResult {
    /// Reads a result. One that names its attempt and makes no sense otherwise is a failure of its job: a worker sends
    /// a result until it is acknowledged, so it must not be sent in vain, nor keep others from being read.
    init(reading proto: ProtoResult) throws(WireError) {
        let reference = try AttemptReference(checking: proto.reference)
        do throws(WireError) {
            self.init(
                reference: reference,
                ending: try Ending(checking: proto.ending),
                cost: try AttemptCost(checking: proto.cost)
            )
        } catch {
            let failure = Failure(reason: "its result cannot be read: \(error.reason)")
            let unknown = AttemptCost(wallSeconds: 0, cpuSeconds: 0, peakMemoryBytes: 0, operations: 0)
            self.init(reference: reference, ending: .failure(failure, blame: .job), cost: unknown)
        }
    }

    var proto: ProtoResult {
        var proto = ProtoResult()
        proto.reference = reference.proto
        proto.cost = cost.proto
        switch ending {
        case .outcome(let outcome) where outcome.accuracy.taskCount > Wire.maximumTasks:
            let reason =
                "an outcome of \(outcome.accuracy.taskCount) tasks is too large to send; \(Wire.maximumTasks) fit"
            proto.failure = Failure(reason: reason).proto
        case .outcome(let outcome): proto.outcome = outcome.proto
        case .failure(let failure, let blame):
            proto.failure = failure.proto
            if case .worker(let lack) = blame { proto.failure.lack = lack.proto }
        }
        return proto
    }
}

extension Ending {
    init(checking proto: ProtoResult.OneOf_Ending?) throws(WireError) {
        switch proto {
        case .outcome(let outcome): self = .outcome(try Outcome(checking: outcome))
        case .failure(let failure):
            let blame: Blame = failure.hasLack ? .worker(try Lack(checking: failure.lack)) : .job
            self = .failure(try Failure(checking: failure), blame: blame)
        case nil: throw WireError("a result has neither outcome nor failure")
        }
    }
}

extension Lack {
    init(checking proto: ProtoLack) throws(WireError) {
        let need: Need =
            switch proto.need {
            case .key(let key): .key(try key.checked("a need", atMost: Wire.maximumReasonBytes))
            case .memory: .memory
            case nil: throw WireError("a lack of nothing")
            }
        self.init(need, proto.mayPass ? .passing : .missing)
    }

    var proto: ProtoLack {
        var proto = ProtoLack()
        switch need {
        case .key(let key): proto.key = key.clipped(to: Wire.maximumReasonBytes)
        case .memory: proto.memory = ProtoEmpty()
        }
        proto.mayPass = prospect == .passing
        return proto
    }
}

extension Failure {
    init(checking proto: ProtoFailure) throws(WireError) {
        self.init(
            reason: try proto.reason.checked("a reason", atMost: Wire.maximumReasonBytes),
            signal: proto.hasSignal ? Int(proto.signal) : nil,
            exitCode: proto.hasExitCode ? Int(proto.exitCode) : nil,
            logLines: try proto.logLines.checkedLog()
        )
    }

    var proto: ProtoFailure {
        var proto = ProtoFailure()
        proto.reason = reason.clipped(to: Wire.maximumReasonBytes)
        if let signal { proto.signal = Int32(clamping: signal) }
        if let exitCode { proto.exitCode = Int32(clamping: exitCode) }
        proto.logLines = logLines.clippedLog
        return proto
    }
}

extension AttemptCost {
    /// Thirty years.
    private static let longestSeconds = 1e9

    init(checking proto: ProtoCost) throws(WireError) {
        self.init(
            wallSeconds: try proto.wallSeconds.checked("wall time", in: 0...Self.longestSeconds),
            cpuSeconds: try proto.cpuSeconds.checked("processor time", in: 0...Self.longestSeconds),
            peakMemoryBytes: try proto.peakMemoryBytes.asCount("memory"),
            operations: try proto.operations.asCount("a number of operations")
        )
    }

    var proto: ProtoCost {
        var proto = ProtoCost()
        proto.wallSeconds = min(wallSeconds.sendable, Self.longestSeconds)
        proto.cpuSeconds = min(cpuSeconds.sendable, Self.longestSeconds)
        proto.peakMemoryBytes = UInt64(clamping: peakMemoryBytes)
        proto.operations = UInt64(clamping: operations)
        return proto
    }
}

extension [AttemptResult] {
    /// Reads what can be read; a result that does not even name its attempt is left out.
    init(reading proto: ProtoResults) {
        self = proto.results.compactMap { try? AttemptResult(reading: $0) }
    }

    var proto: ProtoResults {
        var proto = ProtoResults()
        proto.results = map(\.proto)
        return proto
    }
}
