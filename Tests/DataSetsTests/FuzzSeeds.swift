import Foundation

/// Seeds of mutated files: `LETHE_FUZZ_SEEDS` of them, or few.
let fuzzSeeds = 0..<(ProcessInfo.processInfo.environment["LETHE_FUZZ_SEEDS"].flatMap(UInt64.init) ?? 4)
