public import Scheduling
internal import SwiftProtobuf
internal import WireProto

extension CoordinatorMessage {
    /// The message as one frame.
    public func encode() -> [UInt8] {
        var envelope = ProtoFromCoordinator()
        envelope.revision = UInt32(clamping: ProtocolRevision.current.number)
        envelope.body =
            switch self {
            case .welcome(let welcome): .welcome(welcome.proto)
            case .refuse(let reason): .refuse(ProtoRefusal(reason))
            case .rejoin: .rejoin(ProtoEmpty())
            case .lease(let leases): .lease(ProtoLeases(leases))
            case .cancel(let references): .cancel(references.proto)
            case .acknowledge(let references): .acknowledge(references.proto)
            case .heartbeat: .heartbeat(ProtoEmpty())
            case .drain: .drain(ProtoEmpty())
            case .goodbye: .goodbye(ProtoEmpty())
            case .status(let status): .status(status.proto)
            case .kill(let worker): .kill(ProtoKill(worker))
            case .setAside(let reason): .setAside(ProtoAdvice(reason))
            }
        return frame(envelope)
    }

    /// Reads a frame that came from outside: whatever it holds, this either makes a sound message or throws.
    ///
    /// A refusal is read whatever its revision: that is what it is about.
    public init(decoding bytes: [UInt8]) throws(WireError) {
        let envelope: ProtoFromCoordinator = try message(bytes)
        if case .refuse(let refusal) = envelope.body {
            self = .refuse(reason: try refusal.reason.checked("a reason", atMost: Wire.maximumReasonBytes))
            return
        }
        guard envelope.revision == UInt32(clamping: ProtocolRevision.current.number) else {
            throw .otherRevision(envelope.revision)
        }
        switch envelope.body {
        case .welcome(let welcome): self = .welcome(try Welcome(checking: welcome))
        case .rejoin: self = .rejoin
        case .lease(let leases):
            self = .lease(try leases.leases.converted { lease throws(WireError) in try Lease(checking: lease) })
        case .cancel(let references): self = .cancel(try [AttemptReference](checking: references))
        case .acknowledge(let references): self = .acknowledge(try [AttemptReference](checking: references))
        case .heartbeat: self = .heartbeat
        case .drain: self = .drain
        case .goodbye: self = .goodbye
        case .status(let status): self = .status(try PoolStatus(checking: status))
        case .kill(let kill): self = .kill(try WorkerID(checking: kill.worker))
        case .setAside(let advice):
            self = .setAside(reason: try advice.reason.checked("a reason", atMost: Wire.maximumReasonBytes))
        case .refuse, nil: throw WireError("the frame holds no message that is known here")
        }
    }
}

extension ProtoRefusal {
    init(_ reason: String) {
        self.init()
        self.reason = reason.clipped(to: Wire.maximumReasonBytes)
    }
}

extension ProtoKill {
    init(_ worker: WorkerID) {
        self.init()
        self.worker = worker.name
    }
}

extension ProtoAdvice {
    init(_ reason: String) {
        self.init()
        self.reason = reason.clipped(to: Wire.maximumReasonBytes)
    }
}

extension ProtoLeases {
    init(_ leases: [Lease]) {
        self.init()
        self.leases = leases.map(\.proto)
    }
}
