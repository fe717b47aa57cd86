/// The control groups that hold a process, as far as they limit it: of version 2, of version 1, or of both side by side
/// (cgroups(7)).
///
/// A group is limited by itself and by every group around it. What lies outside of a container is not seen from within,
/// and the container's own limit is at the top of what is seen.
public struct ControlGroups: Sendable {
    private let hierarchies: [Hierarchy]
    private let read: @Sendable (String) -> String?

    /// Reads what the kernel says of a process.
    ///
    /// - Parameters:
    ///   - groups: `/proc/PID/cgroup`.
    ///   - mounts: `/proc/PID/mountinfo`.
    ///   - read: the content of a file, or nil where there is none.
    public init(groups: String, mounts: String, read: @escaping @Sendable (String) -> String?) {
        let mounts = mounts.split(separator: "\n").compactMap(Mount.init)
        hierarchies = groups.split(separator: "\n").compactMap { Hierarchy(line: $0, among: mounts) }
        self.read = read
    }

    /// Those of this process.
    public static var ofThisProcess: ControlGroups {
        ControlGroups(
            groups: SystemFile.read("/proc/self/cgroup") ?? "",
            mounts: SystemFile.read("/proc/self/mountinfo") ?? "",
            read: SystemFile.read
        )
    }

    /// The cores' worth of processor time that the tightest group allows, or nil where none sets a quota.
    public var cores: Double? {
        let unified = folders(of: nil).compactMap { folder -> Double? in
            let words = (read(folder + "/cpu.max") ?? "").split(whereSeparator: \.isWhitespace)
            return words.count == 2 ? Self.quota(words[0], per: words[1]) : nil
        }
        let separate = folders(of: "cpu").compactMap { folder -> Double? in
            guard let quota = read(folder + "/cpu.cfs_quota_us"), let period = read(folder + "/cpu.cfs_period_us")
            else { return nil }
            return Self.quota(quota.trimmed, per: period.trimmed)
        }
        return (unified + separate).min()
    }

    /// The bytes of memory that the tightest group allows, or nil where none sets a limit.
    public var memory: Int? {
        // Above `high` a group is not killed, but slowed down until it hardly moves.
        let unified = folders(of: nil).flatMap { [$0 + "/memory.max", $0 + "/memory.high"] }
        let separate = folders(of: "memory").map { $0 + "/memory.limit_in_bytes" }
        return (unified + separate).compactMap { read($0).flatMap { Int($0.trimmed) } }
            .filter { $0 < Self.noLimit }.min()
    }

    /// How many processes of the group were killed for want of memory, or nil where nobody counts.
    public var memoryKills: Int? {
        let files =
            folders(of: nil).prefix(1).map { $0 + "/memory.events" }
            + folders(of: "memory").prefix(1).map { $0 + "/memory.oom_control" }
        return files.compactMap { read($0).flatMap { Self.counter("oom_kill", in: $0) } }.max()
    }

    /// A counter from lines of a name and a number.
    public static func counter(_ name: String, in text: String) -> Int? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2, parts[0] == name { return Int(parts[1]) }
        }
        return nil
    }

    /// Version 1 writes the largest number of pages for "no limit".
    private static let noLimit = 1 << 62

    private static func quota(_ quota: Substring, per period: Substring) -> Double? {
        // "max", or -1, where there is none.
        guard let quota = Double(quota), let period = Double(period), quota > 0, period > 0 else { return nil }
        return quota / period
    }

    /// The folders of the process's group and of those around it; of the unified hierarchy for nil.
    private func folders(of controller: Substring?) -> [String] {
        hierarchies.first { controller.map($0.controllers.contains) ?? $0.controllers.isEmpty }?.folders ?? []
    }
}

/// A tree of control groups, and a process's place in it.
private struct Hierarchy: Sendable {
    /// Those that version 1 attached to the tree; none in version 2.
    let controllers: [Substring]
    /// The group's own folder first, then those around it.
    let folders: [String]

    /// Reads a line of `/proc/PID/cgroup`, such as `4:cpu,cpuacct:/system.slice` or `0::/user.slice`.
    init?(line: Substring, among mounts: [Mount]) {
        let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        let controllers = fields[1].split(separator: ",")
        let mount = mounts.last { mount in
            controllers.isEmpty ? mount.kind == "cgroup2" : mount.kind == "cgroup" && mount.has(controllers)
        }
        guard let mount else { return nil }
        self.controllers = controllers
        var names = mount.path(of: fields[2])
        var folders: [String] = []
        while true {
            folders.append(([mount.point] + names.map(String.init)).joined(separator: "/"))
            if names.popLast() == nil { break }
        }
        self.folders = folders
    }
}

/// A line of `/proc/PID/mountinfo`: `ID PARENT DEVICE ROOT POINT OPTIONS [...] - KIND SOURCE SUPER-OPTIONS`.
private struct Mount {
    let root: Substring
    let point: String
    let kind: Substring
    private let options: [Substring]

    init?(_ line: Substring) {
        let fields = line.split(separator: " ")
        guard let dash = fields.lastIndex(of: "-"), dash > 4, dash + 3 < fields.count else { return nil }
        root = fields[3]
        point = String(fields[4])
        kind = fields[dash + 1]
        options = fields[dash + 3].split(separator: ",")
    }

    func has(_ controllers: [Substring]) -> Bool { controllers.allSatisfy(options.contains) }

    /// The names that lead from the mount point to a group; none where the group lies outside of what is mounted.
    func path(of group: Substring) -> [Substring] {
        let own = group.split(separator: "/")
        let above = root.split(separator: "/")
        guard own.starts(with: above), !own.contains("..") else { return [] }
        return Array(own.dropFirst(above.count))
    }
}

extension String {
    fileprivate var trimmed: Substring {
        drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
    }
}
