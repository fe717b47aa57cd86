import Foundation
import Testing

/// The project's own files, read from beside this test.
struct SourceTree {
    struct File: CustomTestStringConvertible {
        /// Path below the project's root, such as `Sources/Wire/Envelope.swift`.
        var path: String
        var lines: [Substring]

        var testDescription: String { path }

        /// The module a file below `Sources` belongs to.
        var module: Substring { path.split(separator: "/")[1] }

        /// The lines without comments, which may name anything.
        var code: [Substring] {
            lines.map { line in line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line }
        }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every hand-written file below a folder whose name ends in one of the extensions.
    static func files(below folder: String, extensions: Set<String>) -> [File] {
        let base = root.appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return paths.compactMap { $0 as? String }.sorted().compactMap { path in
            let url = base.appending(path: path)
            guard extensions.contains(url.pathExtension), !path.hasSuffix(".pb.swift"),
                let text = try? String(contentsOf: url, encoding: .utf8)
            else { return nil }
            return File(path: folder + "/" + path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    static let swiftSources = files(below: "Sources", extensions: ["swift"])
    static let handWritten =
        swiftSources + files(below: "Sources", extensions: ["c", "h"]) + files(below: "Tests", extensions: ["swift"])
}
