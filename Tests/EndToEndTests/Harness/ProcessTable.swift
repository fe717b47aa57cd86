import Foundation

/// What `/proc` tells of this machine's processes (proc(5)).
enum ProcessTable {
    /// The processes whose environment says something; the dead that nobody has reaped say nothing.
    static func processes(whoseEnvironmentHas entry: String) -> [pid_t] {
        numbers(in: "/proc").filter { id in
            text("/proc/\(id)/environ").split(separator: "\0").contains { $0 == entry }
        }
    }

    /// The processes that a process started and that are alive.
    static func children(of parent: pid_t) -> [pid_t] {
        numbers(in: "/proc").filter { id in
            guard let facts = facts("/proc/\(id)/stat"), facts.state != "Z" else { return false }
            return facts.parent == parent
        }
    }

    /// Whether one of a process's threads is on a processor or waits for one.
    static func isComputing(_ process: pid_t) -> Bool {
        numbers(in: "/proc/\(process)/task").contains { facts("/proc/\(process)/task/\($0)/stat")?.state == "R" }
    }

    /// How many threads a process has.
    static func threadCount(of process: pid_t) -> Int { numbers(in: "/proc/\(process)/task").count }

    /// Whether a signal was sent to a process that has not taken it yet.
    static func isPending(_ signal: Int32, for process: pid_t) -> Bool {
        text("/proc/\(process)/status").split(separator: "\n").contains { line in
            let words = line.split(separator: "\t")
            guard words.count == 2, words[0] == "ShdPnd:", let set = UInt64(words[1], radix: 16) else { return false }
            return set >> UInt64(signal - 1) & 1 == 1
        }
    }

    /// Of `/proc/PID/stat`: `PID (NAME) STATE PARENT …`, where the name may hold anything.
    private static func facts(_ path: String) -> (state: Substring, parent: pid_t)? {
        let text = text(path)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let words = text[text.index(after: end)...].split(separator: " ")
        guard words.count > 1, let parent = pid_t(words[1]) else { return nil }
        return (words[0], parent)
    }

    private static func numbers(in directory: String) -> [pid_t] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).compactMap { pid_t($0) }
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
