internal import Experiments
internal import Ledger
internal import ZeroMQ

/// The errors of addresses and of the directories that protect them.
enum EndpointError {
    static func malformed(_ text: String) -> LetheError {
        LetheError(
            "endpoint.malformed",
            "'\(text)' is no address",
            hint: "write ipc:///absolute/path or tcp://127.0.0.1:PORT"
        )
    }

    static func notEncrypted(_ text: String) -> LetheError {
        LetheError(
            "endpoint.not-encrypted",
            "'\(text)' can be reached from other machines, and this version does not encrypt its connections yet",
            hint: "use an ipc:// path or tcp://127.0.0.1:PORT, through an ssh tunnel for workers on other machines"
        )
    }

    static func pathTooLong(_ path: String) -> LetheError {
        LetheError(
            "endpoint.path-too-long",
            "the socket's path '\(path)' has \(path.utf8.count) bytes, and the system allows \(Endpoint.longestPath)",
            hint: "choose a shorter path"
        )
    }

    static func notPrivate(_ path: String, _ why: String) -> LetheError {
        LetheError(
            "endpoint.not-private",
            "'\(path)' does not keep others out: \(why)",
            hint: "remove it, or make it a directory of your own with: chmod 700 \(path)"
        )
    }

    static func cannotCreate(_ path: String) -> LetheError {
        LetheError(
            "endpoint.cannot-create",
            "cannot make the private directory '\(path)': \(SystemError.text)",
            blame: .system
        )
    }

    static func noPrivatePlace(_ complaints: [String]) -> LetheError {
        LetheError(
            "endpoint.no-private-place",
            "there is no place for a private directory: " + complaints.joined(separator: "; "),
            hint: "name a directory in TMPDIR that you may write to and whose path is short",
            blame: .system
        )
    }

    static func cannotBind(_ endpoint: Endpoint, _ reason: String) -> LetheError {
        LetheError(
            "endpoint.cannot-bind",
            "cannot listen at \(endpoint): \(reason)",
            hint: "another program may be listening there: choose another address",
            blame: .system
        )
    }

    static func inUse(_ endpoint: Endpoint, by holder: LockHolder?) -> LetheError {
        LetheError(
            "endpoint.in-use",
            "\(endpoint) is in use by \(holder?.words ?? "another coordinator")",
            hint: "wait until it is done, stop it, or choose another address with --bind"
        )
    }

    static func cannotConnect(_ endpoint: Endpoint, _ reason: String) -> LetheError {
        LetheError("endpoint.cannot-connect", "cannot connect to \(endpoint): \(reason)", blame: .system)
    }

    static func failed(_ endpoint: Endpoint, _ error: ZMQError) -> LetheError {
        LetheError("endpoint.failed", "\(error) at \(endpoint)", blame: .system)
    }
}
