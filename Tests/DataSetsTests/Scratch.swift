internal import Experiments
internal import Foundation
internal import Hashing

@testable internal import DataSets

/// A directory of a test's own, gone when the test ends.
struct Scratch: ~Copyable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/lethe-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and says where it is.
    @discardableResult
    func write(_ content: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(content).write(to: URL(filePath: path + "/" + name))
        return path + "/" + name
    }
}

/// The bytes of an IDX file.
func idx(_ dimensions: [Int], _ bytes: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(dimensions.count)]
        + dimensions.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } } + bytes
}

/// The code of the error that a piece of work throws, or nil.
func code(_ work: () throws -> Void) -> String? {
    do {
        try work()
        return nil
    } catch {
        return (error as? LetheError ?? (error as? LetheErrors)?.errors.first)?.code ?? "\(error)"
    }
}
