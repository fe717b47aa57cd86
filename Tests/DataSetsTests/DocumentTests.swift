import Foundation
import Testing

@Suite("The document about data")
struct DocumentTests {
    private func text(_ path: String) throws -> String {
        try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(path)")
                .standardized,
            encoding: .utf8
        )
    }

    @Test("tells of every code, and of no other")
    func codes() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        var used: Set<Substring> = []
        for file in files {
            used.formUnion(try text("Sources/\(file)").matches(of: /"(data\.[a-z0-9-]+)"/).map(\.1))
        }
        let told = Set(try text("docs/data.md").matches(of: /`(data\.[a-z0-9-]+)`/).map(\.1))
        #expect(used.count > 20)
        #expect(used.symmetricDifference(told).isEmpty)
    }
}
