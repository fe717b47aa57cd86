internal import DataSets
internal import Experiments
import Foundation
import SweepFiles
import Testing

@Suite("Mutated sweep files")
struct MutationTests {
    /// More of them: `LETHE_FUZZ_SEEDS=1000`.
    static let seeds = 0..<(ProcessInfo.processInfo.environment["LETHE_FUZZ_SEEDS"].flatMap(UInt64.init) ?? 8)

    private let whole = """
        name: width-vs-forgetting
        stream:
          dataset: {csv: iris.csv, label: species, test: 0.2}
          tasks: permuted   # or split
          count: 4
        model: {activation: tanh}
        training:
          batch_size: 64
          optimizer: {momentum: {beta: 0.5}}
        grid:
          learning_rate: {from: 0.001, to: 0.3, points: 8, scale: log}
          hidden: [[32], [256, 256]]
          ordering: {sample: 12}
          strategy: [naive, 'joint', {replay: {buffer: [200, 1000]}}, {ewc: {lambda: [10, 1e2], mode: online}}]
          seed: {count: 5}
        """

    /// Bytes that mean something in YAML, and pieces of the file itself.
    private let pieces: [String] =
        [
            "[", "]", "{", "}", ":", ": ", "- ", "?", "#", "&a ", "*a", "!", "|", ">", "'", "\"", "%", "@", "\n", "\t",
            "  ",
            "\r", "\u{0}", "\u{FEFF}", "\u{85}", "~", "0", "-1", "99999999999999999999", "1e400", "nan", ".inf", "all",
            "ewc",
            "<<: *a", "---\n", "...\n", "!!binary ", "seed", "from", "points", "sample", "null",
        ]

    @Test("thousands of mutations are read or refused with a place, and nothing crashes", arguments: seeds)
    func survives(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var readCount = 0
        for _ in 0..<500 {
            var text = Array(whole.unicodeScalars)
            for _ in 0...Int(generator.next() % 3) {
                let start = Int(generator.next() % UInt64(text.count + 1))
                let end = min(text.count, start + Int(generator.next() % 6))
                let piece = pieces[Int(generator.next() % UInt64(pieces.count))]
                text.replaceSubrange(start..<end, with: Array(piece.unicodeScalars))
            }
            var mutated = String.UnicodeScalarView()
            mutated.append(contentsOf: text)
            do {
                let grid = try Sample.read(String(mutated)).sweep.grid
                _ = grid.experiment(ofCell: grid.count - 1)
                readCount += 1
            } catch {
                #expect(!error.errors.isEmpty)
                #expect(error.errors.allSatisfy { $0.location != nil && $0.code.contains(".") })
            }
        }
        // Some mutations leave a valid file and some do not, or this test would show nothing.
        #expect((1..<500).contains(readCount), "\(readCount)")
    }
}
