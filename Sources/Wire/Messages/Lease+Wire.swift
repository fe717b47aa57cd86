internal import Scheduling
internal import WireProto

extension Lease {
    init(checking proto: ProtoLease) throws(WireError) {
        try check(!proto.jobs.isEmpty, "a lease names no job")
        self.init(items: try proto.jobs.converted { job throws(WireError) in try Item(checking: job) })
    }

    var proto: ProtoLease {
        var proto = ProtoLease()
        proto.jobs = items.map(\.proto)
        return proto
    }
}

extension Lease.Item {
    init(checking proto: ProtoLeasedJob) throws(WireError) {
        self.init(
            reference: try AttemptReference(checking: proto.reference),
            payload: try proto.payload.checked("a job's text", atMost: Wire.maximumPayloadBytes),
            expectedOperations: try proto.expectedOperations.asCount("a number of operations"),
            expectedBytes: try proto.expectedBytes.asCount("memory")
        )
    }

    var proto: ProtoLeasedJob {
        var proto = ProtoLeasedJob()
        proto.reference = reference.proto
        proto.payload = payload
        proto.expectedOperations = UInt64(clamping: expectedOperations)
        proto.expectedBytes = UInt64(clamping: expectedBytes)
        return proto
    }
}

extension Welcome {
    private static let range =
        Duration.milliseconds(1).nanoseconds...Duration.seconds(86_400).nanoseconds

    init(checking proto: ProtoWelcome) throws(WireError) {
        self.init(
            heartbeatInterval: try Self.duration(proto.heartbeatIntervalNanoseconds),
            leaseDuration: try Self.duration(proto.leaseDurationNanoseconds)
        )
    }

    private static func duration(_ nanoseconds: UInt64) throws(WireError) -> Duration {
        guard let number = Int64(exactly: nanoseconds), range.contains(number) else {
            throw WireError("an interval is out of range")
        }
        return .nanoseconds(number)
    }

    var proto: ProtoWelcome {
        var proto = ProtoWelcome()
        proto.heartbeatIntervalNanoseconds = UInt64(clamping: heartbeatInterval.nanoseconds)
        proto.leaseDurationNanoseconds = UInt64(clamping: leaseDuration.nanoseconds)
        return proto
    }
}
