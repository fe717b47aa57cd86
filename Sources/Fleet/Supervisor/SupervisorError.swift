internal import Experiments

/// The errors of starting worker processes.
enum SupervisorError {
    static func cannotStart(_ command: WorkerCommand, _ reason: String) -> LetheError {
        LetheError(
            "worker.cannot-start",
            "cannot start worker '\(command.executable)': \(reason)",
            hint: "check that the program is there and may be executed",
            blame: .system
        )
    }

    static func cannotKeepFiles(_ path: String) -> LetheError {
        LetheError(
            "worker.cannot-start",
            "cannot make '\(path)' for a worker: \(SystemError.text)",
            hint: "check the disk's space and the directory's permissions",
            blame: .system
        )
    }

    static func endsAtOnce(_ command: WorkerCommand, times: Int, _ end: ProcessEnd, log: [String]) -> LetheError {
        let how =
            switch end {
            case .exited(let code): "with exit code \(code)"
            case .signalled(let signal): "by signal \(signal)"
            }
        let words = log.isEmpty ? "it printed nothing" : "its last words: \(log.suffix(5).joined(separator: " | "))"
        return LetheError(
            "worker.ends-at-once",
            "worker '\(command.executable)' ended \(times) times before it joined, the last time \(how)",
            hint: words,
            blame: .system
        )
    }

    static func refused(_ reason: String) -> LetheError {
        LetheError("worker.refused", "the coordinator refused the worker: \(reason)")
    }
}
