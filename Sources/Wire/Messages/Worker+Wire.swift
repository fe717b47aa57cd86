internal import Experiments
internal import FoundationEssentials
internal import Hashing
internal import Scheduling
internal import WireProto

extension Hello {
    /// - Parameter revision: of the envelope. From another revision only the identity is read, which is enough to
    ///   refuse.
    init(checking proto: ProtoHello, revision: ProtocolRevision) throws(WireError) {
        let isOurs = revision == .current
        self.init(
            identity: try WorkerIdentity(checking: proto.identity, revision: revision),
            credit: isOurs ? Int(proto.credit) : 0,
            claims: isOurs ? try [Claim](checking: proto.claims) : []
        )
    }

    var proto: ProtoHello {
        var proto = ProtoHello()
        proto.identity = identity.proto
        proto.credit = UInt32(clamping: credit)
        proto.claims = claims.map(\.proto)
        return proto
    }
}

extension WorkerIdentity {
    init(checking proto: ProtoIdentity, revision: ProtocolRevision) throws(WireError) {
        let isOurs = revision == .current
        self.init(
            host: isOurs ? try HostID(checking: proto.host) : (try? HostID(checking: proto.host)) ?? HostID(""),
            machine: try proto.machine.checked("a machine's name", atMost: Wire.maximumNameBytes),
            processID: try proto.processID.asCount("a process identity"),
            processor: try proto.processor.checked("a processor's name", atMost: Wire.maximumNameBytes),
            protocolRevision: revision,
            numericsRevision: NumericsRevision(Int(proto.numericsRevision)),
            knownAnswer: proto.knownAnswer.isEmpty ? nil : try Digest(checking: proto.knownAnswer)
        )
    }

    var proto: ProtoIdentity {
        var proto = ProtoIdentity()
        proto.host = host.name
        proto.machine = machine.clipped(to: Wire.maximumNameBytes)
        proto.processID = UInt64(clamping: processID)
        proto.processor = processor.clipped(to: Wire.maximumNameBytes)
        proto.numericsRevision = UInt32(clamping: numericsRevision.number)
        if let knownAnswer { proto.knownAnswer = Data(knownAnswer.bytes) }
        return proto
    }
}

extension Heartbeat {
    init(checking proto: ProtoHeartbeat) throws(WireError) {
        self.init(credit: Int(proto.credit), claims: try [Claim](checking: proto.claims))
    }

    var proto: ProtoHeartbeat {
        var proto = ProtoHeartbeat()
        proto.credit = UInt32(clamping: credit)
        proto.claims = claims.map(\.proto)
        return proto
    }
}

extension WorkerID {
    init(checking name: String) throws(WireError) {
        try check(!name.isEmpty, "a worker has no name")
        self.init(try name.checked("a worker's name", atMost: Wire.maximumNameBytes))
    }
}

extension HostID {
    init(checking name: String) throws(WireError) {
        try check(!name.isEmpty, "a host has no name")
        self.init(try name.checked("a host's name", atMost: Wire.maximumNameBytes))
    }
}

extension WorkerDeath {
    init(checking proto: ProtoDeath) throws(WireError) {
        self.init(
            worker: try WorkerID(checking: proto.worker),
            signal: proto.hasSignal ? Int(proto.signal) : nil,
            exitCode: proto.hasExitCode ? Int(proto.exitCode) : nil,
            outOfMemory: proto.outOfMemory,
            executing: proto.executing.isEmpty ? nil : JobID(try Digest(checking: proto.executing)),
            logLines: try proto.logLines.checkedLog()
        )
    }

    var proto: ProtoDeath {
        var proto = ProtoDeath()
        proto.worker = worker.name
        if let signal { proto.signal = Int32(clamping: signal) }
        if let exitCode { proto.exitCode = Int32(clamping: exitCode) }
        proto.outOfMemory = outOfMemory
        if let executing { proto.executing = Data(executing.digest.bytes) }
        proto.logLines = logLines.clippedLog
        return proto
    }
}
