internal import Experiments
internal import Hashing

/// The UCI optical digits: 1,797 images of 8x8 with pixels from 0 to 16, built into the program (CC BY 4.0).
enum Digits {
    /// The content's digest, known without unpacking it.
    static let digest = Digest(hex: "fcf7ff966f31702b4696a9bf6a7ef3db00adbafa97118237c4c5dd83ee3cabfc")

    /// Training examples first, the rest is for testing.
    private static let trainCount = 1_437
    private static let splitSeed: UInt64 = 20_240

    /// Unpacks the images and splits them by a fixed permutation.
    static func load() throws(LetheError) -> Dataset {
        let rows = try examples()
        var generator = SplitMix64(seed: splitSeed)
        let order = generator.permutation(of: rows.count)
        let part = { (indices: ArraySlice<Int>) -> Dataset.RawPart in
            (.bytes(indices.flatMap { rows[$0].dropLast() }), indices.map { Int(rows[$0].last ?? 0) })
        }
        return try Dataset(
            name: DataSource.digits.name,
            height: 8,
            width: 8,
            train: part(order.prefix(trainCount)),
            test: part(order.dropFirst(trainCount))
        )
    }

    /// A row of 64 pixels and a label for each image, in the order of the file.
    private static func examples() throws(LetheError) -> [[UInt8]] {
        guard let text = try? Gzip.decompress(PackageResources.digits_csv_gz, limit: 1 << 20) else {
            throw damaged
        }
        let rows = text.split(separator: UInt8(ascii: "\n")).map { line in
            line.split(separator: UInt8(ascii: ",")).compactMap { UInt8(String(decoding: $0, as: UTF8.self)) }
        }
        guard rows.count == 1_797, rows.allSatisfy({ $0.count == 65 }) else { throw damaged }
        return rows
    }

    private static let damaged = LetheError(
        "data.corrupt",
        "the built-in digits are damaged",
        hint: "build or install the program again",
        blame: .system
    )
}
