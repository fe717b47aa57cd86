internal import Experiments
internal import Scheduling
internal import WireProto

extension AttemptResult {
    init(checking proto: ProtoResult) throws(WireError) {
        let ending: Ending =
            switch proto.ending {
            case .outcome(let outcome): .outcome(try Outcome(checking: outcome))
            case .failure(let failure):
                .failure(try Failure(checking: failure), blame: failure.blamesWorker ? .worker : .job)
            case nil: throw WireError("a result has neither outcome nor failure")
            }
        self.init(
            reference: try AttemptReference(checking: proto.reference),
            ending: ending,
            cost: try AttemptCost(checking: proto.cost)
        )
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
            proto.failure.blamesWorker = blame == .worker
        }
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
    init(checking proto: ProtoResults) throws(WireError) {
        self = try proto.results.converted { result throws(WireError) in
            try AttemptResult(checking: result)
        }
    }

    var proto: ProtoResults {
        var proto = ProtoResults()
        proto.results = map(\.proto)
        return proto
    }
}
