import Experiments
import Foundation
import SweepFiles
import Testing

@Suite("The text of a sweep file")
struct TextTests {
    /// What a file of this content is read as.
    private func read(_ content: Data) throws -> SweepFile {
        let url = FileManager.default.temporaryDirectory.appending(path: "lethe-\(UUID().uuidString).yaml")
        try content.write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try SweepFile(path: url.path)
    }

    @Test("a file that is missing, too large, no text or a directory has an error of its own")
    func errors() {
        #expect(throws: LetheError("sweep.missing", "there is no sweep file `/nowhere.yaml`")) {
            try SweepFile(path: "/nowhere.yaml")
        }
        let noText = #expect(throws: LetheError.self) { try read(Data([0x6E, 0x61, 0xFF, 0x6D])) }
        #expect(noText?.code == "sweep.not-text")
        let oversized = #expect(throws: LetheError.self) { try read(Data(count: 1 << 20 + 1)) }
        #expect(oversized?.code == "sweep.oversized")
        let path = FileManager.default.temporaryDirectory.path
        #expect(
            throws: LetheError("sweep.unreadable", "cannot read the sweep file `\(path)`: it is a directory")
        ) {
            try SweepFile(path: path)
        }
    }

    @Test("a byte order mark is no part of the text")
    func byteOrderMark() throws {
        #expect(try read(Data("\u{FEFF}name: marked".utf8)).text == "name: marked")
    }

    @Test("a pipe is read to its end")
    func pipe() throws {
        let pipe = Pipe()
        let text = String(repeating: "# more than a pipe gives at once\n", count: 1000)
        try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/proc/self/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try SweepFile(path: path).text == text)
    }
}
