internal import Experiments
internal import Hashing

extension Dataset {
    /// The SHA-256 of what the data set holds: a header with shape and counts, then features and labels of both parts.
    ///
    /// Its name and the files it came from have no part in it.
    var contentDigest: Digest {
        var hasher = SHA256Hasher()
        hasher.update(Array(header.utf8))
        for part in [train, test] {
            hasher.update(part.features.bytes)
            hasher.update(part.labels.bytes)
        }
        return hasher.finalize()
    }

    /// What the content means, in lines; the first keeps data sets apart from anything else that is hashed.
    var header: String {
        """
        lethe data set 1
        features=\(train.features.kind)
        height=\(summary.height)
        width=\(summary.width)
        classes=\(summary.classCount)
        train=\(summary.trainCount)
        test=\(summary.testCount)

        """
    }
}

extension Dataset.Features {
    /// `bytes` or `numbers`.
    var kind: String {
        switch self {
        case .bytes: "bytes"
        case .numbers: "numbers"
        }
    }

    /// The values as bytes; a number is its float32 pattern, least significant byte first.
    var bytes: [UInt8] {
        switch self {
        case .bytes(let bytes): bytes
        case .numbers(let numbers): numbers.flatMap { $0.bitPattern.littleEndianBytes }
        }
    }

    /// Reads back what `bytes` gives.
    init?(kind: String, bytes: ArraySlice<UInt8>) {
        switch kind {
        case "bytes": self = .bytes(Array(bytes))
        case "numbers": self = .numbers(bytes.littleEndianWords.map { Float(bitPattern: $0) })
        default: return nil
        }
    }
}

extension [Int32] {
    /// Each label in four bytes, least significant first.
    var bytes: [UInt8] { flatMap { UInt32(bitPattern: $0).littleEndianBytes } }
}

extension UInt32 {
    /// Four bytes, least significant first.
    var littleEndianBytes: [UInt8] {
        [UInt8(truncatingIfNeeded: self), UInt8(truncatingIfNeeded: self >> 8)]
            + [UInt8(truncatingIfNeeded: self >> 16), UInt8(truncatingIfNeeded: self >> 24)]
    }
}

extension ArraySlice<UInt8> {
    /// The words whose bytes these are, least significant byte first.
    var littleEndianWords: [UInt32] {
        stride(from: startIndex, to: endIndex - 3, by: 4).map { start in
            (0..<4).reduce(0) { $0 | UInt32(self[start + $1]) << (8 * UInt32($1)) }
        }
    }
}
