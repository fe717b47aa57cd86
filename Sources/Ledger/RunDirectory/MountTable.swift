/// The kernel's list of mounted file systems, as `/proc/self/mountinfo` has it (proc(5)).
struct MountTable {
    private struct Mount {
        var point: String
        var kind: String
    }

    private var mounts: [Mount]

    /// File systems on which another machine may hold the same file open. SQLite's write-ahead log shares memory
    /// between processes, which works on one machine only.
    private static let networkKinds: Set<String> = [
        "afs", "beegfs", "ceph", "cifs", "coda", "fuse.ceph", "fuse.cephfs", "fuse.glusterfs", "fuse.s3fs",
        "fuse.sshfs",
        "fuse.rclone", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "pvfs2",
        "smb3",
        "smbfs",
    ]

    init(_ mountinfo: String) {
        mounts = mountinfo.split(separator: "\n").compactMap { line in
            // ID parent major:minor root POINT options [optional ...] - KIND source super-options
            let fields = line.split(separator: " ")
            guard fields.count > 4, let dash = fields.lastIndex(of: "-"), dash + 1 < fields.count else { return nil }
            return Mount(point: MountTable.unescaped(fields[4]), kind: String(fields[dash + 1]))
        }
    }

    /// The kind of the network file system that holds an absolute path without links, or nil where it is a local one.
    func networkFileSystem(of path: String) -> String? {
        let holding = mounts.filter { mount in
            mount.point == "/" || path == mount.point || path.hasPrefix(mount.point + "/")
        }
        // The longest mount point holds the path; among equal ones, the one mounted last.
        guard let deepest = holding.map(\.point.utf8.count).max(),
            let mount = holding.last(where: { $0.point.utf8.count == deepest })
        else { return nil }
        return MountTable.networkKinds.contains(mount.kind) ? mount.kind : nil
    }

    /// Undoes the octal escapes of blanks and backslashes.
    private static func unescaped(_ text: Substring) -> String {
        let escapes = [(#"\040"#, " "), (#"\011"#, "\t"), (#"\012"#, "\n"), (#"\134"#, #"\"#)]
        return escapes.reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
