internal import Logging

extension Logger {
    /// A logger that writes to standard error as this command does.
    static func standard(level: Logger.Level) -> Logger {
        var logger = Logger(label: "lethe") { _ in ConsoleLogHandler() }
        logger.logLevel = level
        return logger
    }
}

/// Writes log lines on standard error, over a progress bar if there is one.
private struct ConsoleLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .warning
    private let console = Console()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let level = console.paint("\(event.level):", event.level >= .error ? .red : .yellow)
        if console.isTerminal { console.undraw() }
        console.say("\(level) \(event.message)")
    }
}
