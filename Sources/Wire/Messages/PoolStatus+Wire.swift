internal import Experiments
internal import FoundationEssentials
internal import Hashing
internal import Scheduling
internal import WireProto

extension PoolStatus {
    init(checking proto: ProtoStatus) throws(WireError) {
        try check(
            proto.workers.count <= Self.maximumWorkers,
            "a status lists \(proto.workers.count) workers"
        )
        try check(
            proto.setbacks.count <= Self.maximumWorkers,
            "a status lists \(proto.setbacks.count) setbacks"
        )
        self.init(
            progress: try Progress(checking: proto),
            workers: try proto.workers.converted { worker throws(WireError) in
                try Worker(checking: worker)
            },
            setbacks: try proto.setbacks.converted { setback throws(WireError) in
                try Setback(checking: setback)
            }
        )
    }

    var proto: ProtoStatus {
        var proto = ProtoStatus()
        proto.total = UInt64(clamping: progress.total)
        proto.done = UInt64(clamping: progress.done)
        proto.diverged = UInt64(clamping: progress.diverged)
        proto.failed = UInt64(clamping: progress.failed)
        proto.running = UInt64(clamping: progress.running)
        proto.jobsPerSecond = progress.jobsPerSecond.sendable
        if let remainingSeconds = progress.remainingSeconds {
            proto.remainingSeconds = remainingSeconds.sendable
        }
        proto.workers = workers.prefix(Self.maximumWorkers).map(\.proto)
        proto.setbacks = setbacks.prefix(Self.maximumWorkers).map(\.proto)
        return proto
    }
}

extension Progress {
    private static let anyDuration = 0...Double.greatestFiniteMagnitude

    init(checking proto: ProtoStatus) throws(WireError) {
        self.init(
            total: try proto.total.asCount("a count"),
            done: try proto.done.asCount("a count", atMost: 1 << 60),
            diverged: try proto.diverged.asCount("a count", atMost: 1 << 60),
            failed: try proto.failed.asCount("a count", atMost: 1 << 60),
            running: try proto.running.asCount("a count"),
            jobsPerSecond: try proto.jobsPerSecond.checked("a rate", in: Self.anyDuration),
            remainingSeconds: proto.hasRemainingSeconds
                ? try proto.remainingSeconds.checked("a duration", in: Self.anyDuration) : nil
        )
    }
}

extension PoolStatus.Worker {
    init(checking proto: ProtoWorkerStatus) throws(WireError) {
        self.init(
            id: try WorkerID(checking: proto.id),
            host: try HostID(checking: proto.host),
            machine: try proto.machine.checked("a machine's name", atMost: Wire.maximumNameBytes),
            heldJobs: Int(proto.heldJobs),
            executing: proto.executing.isEmpty ? nil : JobID(try Digest(checking: proto.executing)),
            share: proto.hasProgress ? try proto.progress.checked("progress", in: 0...1) : nil,
            secondsSinceHeard: try proto.secondsSinceHeard.checked("a duration", in: 0...1e12)
        )
    }

    var proto: ProtoWorkerStatus {
        var proto = ProtoWorkerStatus()
        proto.id = id.name
        proto.host = host.name
        proto.machine = machine.clipped(to: Wire.maximumNameBytes)
        proto.heldJobs = UInt32(clamping: heldJobs)
        if let executing { proto.executing = Data(executing.digest.bytes) }
        if let share { proto.progress = min(share.sendable, 1) }
        proto.secondsSinceHeard = secondsSinceHeard.sendable
        return proto
    }
}

extension PoolStatus.Setback {
    init(checking proto: ProtoSetback) throws(WireError) {
        self.init(
            host: try HostID(checking: proto.host),
            machine: try proto.machine.checked("a machine's name", atMost: Wire.maximumNameBytes),
            what: try proto.what.checked("what a host is set aside for", atMost: Wire.maximumReasonBytes),
            reason: try proto.reason.checked("a reason", atMost: Wire.maximumReasonBytes),
            secondsToRetry: try proto.secondsToRetry.checked("a duration", in: 0...1e12)
        )
    }

    var proto: ProtoSetback {
        var proto = ProtoSetback()
        proto.host = host.name
        proto.machine = machine.clipped(to: Wire.maximumNameBytes)
        proto.what = what.clipped(to: Wire.maximumReasonBytes)
        proto.reason = reason.clipped(to: Wire.maximumReasonBytes)
        proto.secondsToRetry = secondsToRetry.sendable
        return proto
    }
}
