public import Scheduling
internal import SwiftProtobuf
internal import WireProto

extension WorkerMessage {
    /// The message as one frame.
    public func encode() -> [UInt8] {
        var envelope = ProtoToCoordinator()
        envelope.revision = UInt32(clamping: ProtocolRevision.current.number)
        if case .hello(let hello) = self {
            envelope.revision = UInt32(clamping: hello.identity.protocolRevision.number)
        }
        envelope.body =
            switch self {
            case .hello(let hello): .hello(hello.proto)
            case .started(let reference): .started(reference.proto)
            case .heartbeat(let heartbeat): .heartbeat(heartbeat.proto)
            case .results(let results): .results(results.proto)
            case .returned(let references): .returned(references.proto)
            case .leaving: .leaving(ProtoEmpty())
            case .died(let death): .died(death.proto)
            case .supervising(let host): .supervising(ProtoSupervision(host))
            case .statusRequest: .statusRequest(ProtoEmpty())
            }
        return frame(envelope)
    }

    /// Reads a frame that came from outside: whatever it holds, this either makes a sound message or throws.
    ///
    /// A hello is read whatever its revision, so that its sender can be refused with the reason.
    public init(decoding bytes: [UInt8]) throws(WireError) {
        let envelope: ProtoToCoordinator = try message(bytes)
        if case .hello(let hello) = envelope.body {
            self = .hello(try Hello(checking: hello, revision: ProtocolRevision(Int(envelope.revision))))
            return
        }
        guard envelope.revision == UInt32(clamping: ProtocolRevision.current.number) else {
            throw .otherRevision(envelope.revision)
        }
        switch envelope.body {
        case .started(let reference): self = .started(try AttemptReference(checking: reference))
        case .heartbeat(let heartbeat): self = .heartbeat(try Heartbeat(checking: heartbeat))
        case .results(let results): self = .results([AttemptResult](reading: results))
        case .returned(let references): self = .returned(try [AttemptReference](checking: references))
        case .leaving: self = .leaving
        case .died(let death): self = .died(try WorkerDeath(checking: death))
        case .supervising(let supervision): self = .supervising(try HostID(checking: supervision.host))
        case .statusRequest: self = .statusRequest
        case .hello, nil: throw WireError("the frame holds no message that is known here")
        }
    }
}

extension ProtoSupervision {
    init(_ host: HostID) {
        self.init()
        self.host = host.name
    }
}

/// The bytes of an envelope.
func frame(_ envelope: some Message) -> [UInt8] {
    guard let bytes: [UInt8] = try? envelope.serializedBytes() else {
        preconditionFailure("a proto3 message without required fields and with valid UTF-8 always serialises")
    }
    return bytes
}

/// The envelope in a frame.
func message<Envelope: Message>(_ bytes: [UInt8]) throws(WireError) -> Envelope {
    try check(bytes.count <= Wire.maximumFrameBytes, "a frame of \(bytes.count) bytes is too long")
    do {
        return try Envelope(serializedBytes: bytes)
    } catch {
        throw WireError("the frame is no protobuf message: \(error)")
    }
}
