internal import Glibc

/// What a worker tells of the machine it runs on.
enum Machine {
    /// The machine's name in its network.
    static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The processor's name, such as `Intel(R) Xeon(R) Platinum 8481C`.
    static var processor: String {
        for line in (TextFile.read("/proc/cpuinfo") ?? "").split(separator: "\n") where line.hasPrefix("model name") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { return String(parts[1].drop { $0 == " " }) }
        }
        return "unknown"
    }
}
