public import Experiments
internal import Glibc

/// How many files this process may have open (`ulimit -n`).
public enum OpenFiles {
    /// Raises the limit as far as this process may: the low one that shells set is for programs that use select(2).
    public static func raiseLimit() {
        guard var limit = current, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Refuses to begin what needs more: libraries end the process where they get no descriptor.
    ///
    /// - Throws: `machine.open-files`.
    public static func require(_ count: Int, for what: String) throws(LetheError) {
        guard let limit = current, limit.rlim_cur < UInt(count) else { return }
        throw LetheError(
            "machine.open-files",
            "\(what) needs up to \(count) open files, and this process may have \(limit.rlim_cur)",
            hint: "raise the limit with: ulimit -n \(count)",
            blame: .system
        )
    }

    private static var current: rlimit? {
        var limit = rlimit()
        return unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 ? limit : nil
    }
}
