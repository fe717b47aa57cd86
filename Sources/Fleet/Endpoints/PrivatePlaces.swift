internal import Glibc

/// Where private directories may stand, the best place first.
struct PrivatePlaces {
    /// Absolute paths, which need not exist.
    let paths: [String]

    /// Those that the environment and the system offer.
    ///
    /// A login's own runtime directory is the last of them: it differs from those of other sessions and vanishes with
    /// the last of them, while a run goes on.
    init(environment: (String) -> String?, user: uid_t) {
        let chosen = ["TMPDIR", "XDG_RUNTIME_DIR"].compactMap(environment).filter { $0.hasPrefix("/") }
            .map(Self.trimmed)
        let ofLogin = chosen.filter { $0 == "/run/user/\(user)" }
        let parents = chosen.filter { !ofLogin.contains($0) } + ["/tmp"] + ofLogin
        paths = parents.map { "\($0)/lethe-\(user)" }
    }

    static var inherited: PrivatePlaces {
        PrivatePlaces(environment: { unsafe getenv($0).map { unsafe String(cString: $0) } }, user: geteuid())
    }

    private static func trimmed(_ path: String) -> String {
        var path = path[...]
        while path.last == "/" { path.removeLast() }
        return String(path)
    }
}
