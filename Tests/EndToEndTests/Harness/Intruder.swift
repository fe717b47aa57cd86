import Foundation

/// Somebody who may read a run's files and write none of them.
enum Intruder {
    /// Another user of the machine.
    case otherUser
    /// Whoever has the run on a medium that is only read.
    case readOnlyMedium
    /// The run's owner, who took that right from himself.
    case owner

    /// Whether this test can be one.
    static func canBe(_ intruder: Intruder) -> Bool {
        switch intruder {
        case .otherUser: geteuid() == 0 && succeeds(intruder.command("true", on: "/"))
        case .readOnlyMedium: succeeds(intruder.command("true", on: NSTemporaryDirectory()))
        case .owner: geteuid() != 0
        }
    }

    /// A shell's command line that runs another as the intruder, on a directory.
    func command(_ command: String, on directory: String) -> String {
        switch self {
        case .otherUser: "exec setpriv --reuid=65534 --regid=65534 --clear-groups -- \(command)"
        case .readOnlyMedium:
            "exec unshare --map-root-user --mount sh -c '"
                + "mount --bind \(directory) \(directory) && mount -o remount,bind,ro \(directory) && exec \(command)'"
        case .owner: "chmod -R a-w \(directory); \(command); code=$?; chmod -R u+w \(directory); exit $code"
        }
    }

    private static func succeeds(_ command: String) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
