import Experiments
import Foundation
import Ledger
import Scheduling
import Testing

@testable import Fleet
@testable import FleetTestWorker

@Suite("Endpoints")
struct EndpointTests {
    @Test(
        "of this machine alone are taken",
        arguments: [
            ("ipc:///run/lethe/socket", "ipc:///run/lethe/socket"),
            ("tcp://127.0.0.1:5555", "tcp://127.0.0.1:5555"),
            ("tcp://127.8.8.8:*", "tcp://127.8.8.8:*"),
            ("tcp://localhost:1", "tcp://127.0.0.1:1"),
            ("tcp://[::1]:65535", "tcp://[::1]:65535"),
        ]
    )
    func taken(text: String, endpoint: String) throws {
        #expect(try Endpoint(text).description == endpoint)
    }

    @Test(
        "that other machines can reach are refused until connections are encrypted",
        arguments: [
            "tcp://10.0.0.1:5555", "tcp://*:5555", "tcp://0.0.0.0:5555", "tcp://example.org:5555", "tcp://[::]:5555",
            "tcp://127.0.0.1.example.org:5555", "tcp://127.0.0:5555", "tcp://:5555", "tcp://eth0:5555",
        ]
    )
    func notEncrypted(text: String) {
        #expect(throws: LetheError.self) { try Endpoint(text) }
        do throws(LetheError) {
            _ = try Endpoint(text)
        } catch {
            #expect(error.code == "endpoint.not-encrypted")
        }
    }

    @Test(
        "that are none are refused",
        arguments: [
            "", "5555", "ipc://", "ipc://relative/path", "ipc:///directory/", "ipc://@abstract", "inproc://x",
            "udp://127.0.0.1:1",
            "tcp://127.0.0.1", "tcp://127.0.0.1:port", "tcp://127.0.0.1:65536",
        ]
    )
    func malformed(text: String) {
        do throws(LetheError) {
            _ = try Endpoint(text)
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.code == "endpoint.malformed")
        }
    }

    @Test("whose path is longer than a socket's may be are refused")
    func longPaths() throws {
        _ = try Endpoint("ipc:///" + String(repeating: "x", count: 106))
        do throws(LetheError) {
            _ = try Endpoint("ipc:///" + String(repeating: "x", count: 107))
            Issue.record("the path was taken")
        } catch {
            #expect(error.code == "endpoint.path-too-long")
        }
    }
}

@Suite("Private directories")
struct PrivateDirectoryTests {
    private let scene: Scene

    init() throws {
        scene = try Scene()
    }

    @Test("are the same for every coordinator of a run, and others for other runs")
    func deterministic() throws {
        let directory = try PrivateDirectory(of: scene.directory)
        let other = try Scene()
        #expect(try PrivateDirectory(of: RunDirectory(scene.path + "/../" + name)) == directory)
        #expect(try PrivateDirectory(of: other.directory) != directory)
        #expect(directory.path.utf8.count < 60)
        #expect(try directory.endpoint().description == "ipc://\(directory.path)/socket")
    }

    private var name: String { URL(filePath: scene.path).lastPathComponent }

    @Test("are made for their owner alone")
    func mode() throws {
        let path = try PrivateDirectory(scene.path + "/private").path
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }

    @Test("are refused where others may enter, or where they are none", arguments: ["open", "link", "file"])
    func refused(kind: String) throws {
        let path = "\(scene.path)/\(kind)"
        switch kind {
        case "open":
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o710]
            )
        case "link":
            let target = try PrivateDirectory(scene.path + "/target").path
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        default: try Data().write(to: URL(filePath: path))
        }
        do throws(LetheError) {
            _ = try PrivateDirectory(path)
            Issue.record("\(kind) was taken")
        } catch {
            #expect(error.code == "endpoint.not-private")
        }
    }

    @Test(
        "stand where the environment says, and a login's own directory comes last",
        arguments: [
            ([:], ["/tmp"]), (["TMPDIR": "/scratch/"], ["/scratch", "/tmp"]),
            (["XDG_RUNTIME_DIR": "/run/user/7"], ["/tmp", "/run/user/7"]),
            (["XDG_RUNTIME_DIR": "/run/mine", "TMPDIR": "/t"], ["/t", "/run/mine", "/tmp"]),
            (["TMPDIR": "relative", "XDG_RUNTIME_DIR": ""], ["/tmp"]),
        ] as [([String: String], [String])]
    )
    func places(environment: [String: String], parents: [String]) {
        let places = PrivatePlaces(environment: { environment[$0] }, user: 7)
        #expect(places.paths == parents.map { $0 + "/lethe-7" })
    }

    @Test("stand in the first place that can be written to and has room for a socket's path, and leave nothing there")
    func firstPlace() throws {
        let open = scene.path + "/open"
        try FileManager.default.createDirectory(
            atPath: open,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o777]
        )
        _ = unsafe chmod(open, 0o777)
        let deep = scene.path + "/" + String(repeating: "d", count: 100)
        let home = scene.path + "/home"
        let directory = try PrivateDirectory(named: "pool", in: ["/proc/lethe", deep, open, home, scene.path + "/not"])
        #expect(directory.path == home + "/pool")
        directory.removeIfEmpty()
        #expect(!FileManager.default.fileExists(atPath: home))
        #expect(!FileManager.default.fileExists(atPath: deep))

        let error = #expect(throws: LetheError.self) {
            try PrivateDirectory(named: "pool", in: ["/proc/lethe", deep, open])
        }
        #expect(error?.code == "endpoint.no-private-place")
        for words in ["/proc/lethe", "No such file or directory", deep, open, "others may change it"] {
            #expect(error?.message.contains(words) == true, "\(words)")
        }
        #expect(error?.hint?.contains("TMPDIR") == true)
    }

    @Test("with what workers left go as a whole, but not while one is alive")
    func removal() throws {
        let home = scene.path + "/home"
        let directory = try PrivateDirectory(named: "pool", in: [home])
        let logs = directory.path + "/logs"
        try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: false)
        try Data("words".utf8).write(to: URL(filePath: logs + "/worker-1.log"))
        let descriptor = try PresenceFile(of: WorkerID("w1"), in: directory).create()
        directory.removeUnlessInUse(logs: logs)
        #expect(FileManager.default.fileExists(atPath: logs + "/worker-1.log"))
        close(descriptor)
        directory.removeUnlessInUse(logs: logs)
        #expect(!FileManager.default.fileExists(atPath: home))
    }

    @Test("of an explicit socket must keep others out, too")
    func explicitSocket() throws {
        let endpoint = try Endpoint("ipc://\(scene.path)/open/socket")
        try FileManager.default.createDirectory(
            atPath: scene.path + "/open",
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o755]
        )
        let run = try scene.run()
        let error = #expect(throws: LetheError.self) {
            try run.coordinator { $0.endpoint = endpoint }.run(stop: StopRequests())
        }
        #expect(error?.code == "endpoint.not-private")
    }
}
