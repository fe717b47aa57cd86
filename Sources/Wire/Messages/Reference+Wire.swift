internal import Experiments
internal import FoundationEssentials
internal import Hashing
internal import Scheduling
internal import WireProto

extension AttemptReference {
    /// Attempts are counted in tens; this leaves room to count on.
    private static let highestAttempt = 1 << 40

    init(checking proto: ProtoReference) throws(WireError) {
        self.init(
            rank: JobRank(try proto.rank.asCount("a rank")),
            job: JobID(try Digest(checking: proto.job)),
            attempt: AttemptID(
                try proto.attempt.asCount("an attempt's number", atMost: Self.highestAttempt)
            )
        )
    }

    var proto: ProtoReference {
        var proto = ProtoReference()
        proto.rank = UInt64(clamping: rank.number)
        proto.job = Data(job.digest.bytes)
        proto.attempt = UInt64(clamping: attempt.number)
        return proto
    }
}

extension [AttemptReference] {
    init(checking proto: ProtoReferences) throws(WireError) {
        self = try proto.references.converted { reference throws(WireError) in
            try AttemptReference(checking: reference)
        }
    }

    var proto: ProtoReferences {
        var proto = ProtoReferences()
        proto.references = map(\.proto)
        return proto
    }
}

extension Claim {
    init(checking proto: ProtoClaim) throws(WireError) {
        let stage: Stage =
            switch proto.stage {
            case .queued: .queued
            case .running: .running(try JobProgress(checking: proto))
            case .finished: .finished
            case .UNRECOGNIZED: throw WireError("a claim's stage is unknown")
            }
        self.init(try AttemptReference(checking: proto.reference), stage)
    }

    var proto: ProtoClaim {
        var proto = ProtoClaim()
        proto.reference = reference.proto
        switch stage {
        case .queued: proto.stage = .queued
        case .running(let progress):
            proto.stage = .running
            proto.progress = min(progress?.share.sendable ?? 0, 1)
            proto.work = UInt64(clamping: progress?.work ?? 0)
        case .finished: proto.stage = .finished
        }
        return proto
    }
}

extension JobProgress {
    /// Nil where none was ever told.
    fileprivate init?(checking proto: ProtoClaim) throws(WireError) {
        let share = try proto.progress.checked("progress", in: 0...1)
        let work = try proto.work.asCount("work done")
        guard work > 0 else { return nil }
        self.init(work: work, share: share)
    }
}

extension [Claim] {
    init(checking protos: [ProtoClaim]) throws(WireError) {
        self = try protos.converted { claim throws(WireError) in try Claim(checking: claim) }
    }
}
