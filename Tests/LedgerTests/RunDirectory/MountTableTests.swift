import Testing

@testable import Ledger

@Suite("Telling network file systems from local ones")
struct MountTableTests {
    private let table = MountTable(
        """
        22 27 0:21 / /proc rw,relatime - proc proc rw
        27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
        31 27 0:40 / /mnt/shared rw shared:7 master:2 - nfs4 server:/export rw,vers=4.2
        32 31 0:41 / /mnt/shared/scratch rw - xfs /dev/sdb rw
        33 27 0:42 / /mnt/with\\040blank rw - fuse.sshfs host:/ rw
        34 27 0:43 / /mnt/guest rw - 9p share rw
        35 27 0:44 / /mnt/over rw - nfs server:/a rw
        36 35 0:45 / /mnt/over rw - tmpfs tmpfs rw
        a line that makes no sense
        """
    )

    @Test(
        "the deepest mount that holds a path decides, among equals the last",
        arguments: [
            ("/tmp/runs", nil), ("/mnt/shared", "nfs4"), ("/mnt/shared/runs/a", "nfs4"), ("/mnt/shared/scratch/a", nil),
            ("/mnt/sharedness", nil), ("/mnt/with blank/a", "fuse.sshfs"), ("/mnt/guest", nil), ("/mnt/over/a", nil),
        ] as [(String, String?)]
    )
    func kinds(path: String, kind: String?) {
        #expect(table.networkFileSystem(of: path) == kind)
    }

    @Test("an empty table refuses nothing")
    func empty() {
        #expect(MountTable("").networkFileSystem(of: "/mnt/shared") == nil)
    }
}
