import Testing

@testable import Limits

@Suite("What control groups allow")
struct ControlGroupsTests {
    /// A fake machine: groups, mounts and files.
    private func groups(_ groups: String, _ mounts: String, _ files: [String: String]) -> ControlGroups {
        ControlGroups(groups: groups, mounts: mounts) { files[$0] }
    }

    private let unified = "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
    private let separate = """
        24 18 0:21 / /sys/fs/cgroup ro - tmpfs tmpfs ro,mode=755
        33 24 0:28 / /sys/fs/cgroup/memory rw,relatime shared:15 - cgroup cgroup rw,memory
        34 24 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct

        """

    @Test("of version 2: the tightest of a group and those around it")
    func unifiedLimits() {
        let groups = groups(
            "0::/user.slice/job\n",
            unified,
            [
                "/sys/fs/cgroup/user.slice/job/cpu.max": "max 100000\n",
                "/sys/fs/cgroup/user.slice/cpu.max": "150000 100000\n",
                "/sys/fs/cgroup/user.slice/job/memory.max": "268435456\n",
                "/sys/fs/cgroup/user.slice/memory.max": "1073741824\n",
                "/sys/fs/cgroup/user.slice/memory.high": "max\n",
                "/sys/fs/cgroup/user.slice/job/memory.events": "low 0\noom 4\noom_kill 3\noom_group_kill 1\n",
            ]
        )
        #expect(groups.cores == 1.5)
        #expect(groups.memory == 268_435_456)
        #expect(groups.memoryKills == 3)
    }

    @Test("of version 2: what is throttled counts as a limit, too")
    func high() {
        let files = ["/sys/fs/cgroup/memory.max": "max\n", "/sys/fs/cgroup/memory.high": "1048576\n"]
        #expect(groups("0::/\n", unified, files).memory == 1_048_576)
    }

    @Test("of version 1: quota and memory have trees of their own")
    func separateLimits() {
        let groups = groups(
            "5:memory:/batch/job\n3:cpu,cpuacct:/quota\n0::/\n",
            separate,
            [
                "/sys/fs/cgroup/cpu,cpuacct/quota/cpu.cfs_quota_us": "50000\n",
                "/sys/fs/cgroup/cpu,cpuacct/quota/cpu.cfs_period_us": "100000\n",
                "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1\n",
                "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
                "/sys/fs/cgroup/memory/batch/job/memory.limit_in_bytes": "9223372036854771712\n",
                "/sys/fs/cgroup/memory/batch/memory.limit_in_bytes": "4096000\n",
                "/sys/fs/cgroup/memory/batch/job/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
            ]
        )
        #expect(groups.cores == 0.5)
        #expect(groups.memory == 4_096_000)
        #expect(groups.memoryKills == 2)
    }

    @Test("within a container, whose own group is all that is mounted")
    func container() {
        let mounts = "900 880 0:29 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n"
        let files = [
            "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "200000", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000",
        ]
        #expect(groups("3:cpu:/docker/abc\n", mounts, files).cores == 2)
        // A group that lies outside of what is mounted is bounded by what can be seen.
        #expect(groups("3:cpu:/elsewhere\n", mounts, files).cores == 2)
        #expect(groups("3:cpu:/../other\n", mounts, files).cores == 2)
    }

    @Test("a counter is one line of many")
    func counter() {
        #expect(ControlGroups.counter("oom_kill", in: "low 0\noom 4\noom_kill 3\noom_group_kill 1") == 3)
        #expect(ControlGroups.counter("oom_kill", in: "low 0") == nil)
    }

    @Test("where there are none, or what they say is nonsense: no limit")
    func none() {
        #expect(groups("", "", [:]).cores == nil)
        #expect(groups("", "", [:]).memory == nil)
        #expect(groups("0::/\n", unified, [:]).memory == nil)
        let files = [
            "/sys/fs/cgroup/cpu.max": "x y\n", "/sys/fs/cgroup/memory.max": "", "/sys/fs/cgroup/memory.high": "\u{0}",
        ]
        let nonsense = groups("0::/\n::\nx\n0::/\n", unified + "a b c\n- - -\n", files)
        #expect(nonsense.cores == nil)
        #expect(nonsense.memory == nil)
        #expect(nonsense.memoryKills == nil)
    }
}

@Suite("What this process may use")
struct AllowanceTests {
    private func allowance(quota: String = "max 100000", memory: String = "max", process: Int? = nil) -> Allowance {
        let mounts = "29 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
        let files = ["/sys/fs/cgroup/cpu.max": quota, "/sys/fs/cgroup/memory.max": memory]
        return Allowance(
            affinity: 4,
            machineMemory: 1 << 34,
            processMemory: process,
            groups: ControlGroups(groups: "0::/\n", mounts: mounts) { files[$0] }
        )
    }

    @Test(
        "is the least of cores and quota; a begun core is worth a process",
        arguments: [
            ("max 100000", 4, 4), ("100000 100000", 1, 1), ("150000 100000", 1.5, 2), ("20000 100000", 0.2, 1),
            ("800000 100000", 4, 4),
        ] as [(String, Double, Int)]
    )
    func cores(quota: String, cores: Double, processes: Int) {
        #expect(allowance(quota: quota).cores == cores)
        #expect(allowance(quota: quota).processes == processes)
    }

    @Test("is the least of the machine's memory, the group's and the process's, and says which")
    func memory() {
        #expect(allowance() == Allowance(cores: 4, memory: 1 << 34, memoryBound: .machine))
        #expect(allowance(memory: "1048576") == Allowance(cores: 4, memory: 1 << 20, memoryBound: .controlGroup))
        #expect(
            allowance(memory: "1048576", process: 4096) == Allowance(cores: 4, memory: 4096, memoryBound: .process)
        )
        #expect(allowance(memory: "99999999999999").memoryBound == .machine)
    }

    @Test(
        "has as many cores as the process may run on and are switched on",
        arguments: [
            ("0-3,8,10-11", "0-63", 7), ("0-127", "0-1", 2), ("5", "0-7", 1), ("0-3", nil, 4), ("9", "0-1", nil),
            ("", "0-1", nil), ("x-,-", "0", nil),
        ] as [(String, String?, Int?)]
    )
    func affinity(allowed: String, online: String?, count: Int?) {
        let status = "Name:\tlethe\nCpus_allowed:\tff\nCpus_allowed_list:\t\(allowed)\nMems_allowed:\t1\n"
        #expect(Affinity.coreCount(status: status, online: online.map { $0 + "\n" }) == count)
        #expect(Affinity.coreCount(status: "", online: online) == nil)
    }

    @Test("is something on this very machine")
    func here() {
        #expect(Allowance.ofThisProcess.cores > 0)
        #expect(Allowance.ofThisProcess.memory > 1 << 20)
        #expect(Affinity.coreCount >= 1)
    }
}
