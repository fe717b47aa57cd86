import Scheduling
import Wire

extension Simulation {
    /// What the other side reads of a message.
    mutating func throughWire(_ message: WorkerMessage) -> WorkerMessage {
        guard plan.usesFrames else { return message }
        do {
            return try WorkerMessage(decoding: message.encode())
        } catch {
            findings.append("\(message) does not survive its frame: \(error)")
            return message
        }
    }

    /// What the other side reads of a message.
    mutating func throughWire(_ message: CoordinatorMessage) -> CoordinatorMessage {
        guard plan.usesFrames else { return message }
        do {
            return try CoordinatorMessage(decoding: message.encode())
        } catch {
            findings.append("\(message) does not survive its frame: \(error)")
            return message
        }
    }
}
