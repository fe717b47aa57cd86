internal import Scheduling

extension Scheduler.Notice {
    /// What it says, for a log.
    var sentence: String {
        switch self {
        case .setAside(let host, let machine, let what, let reason):
            "host \(host) on \(machine) is set aside for \(what): \(reason)"
        case .isBack(let host, let machine, let what): "host \(host) on \(machine) is no longer set aside for \(what)"
        case .stuck(let reasons): "nobody present can do any job that is left: \(reasons.joined(separator: "; "))"
        }
    }
}
