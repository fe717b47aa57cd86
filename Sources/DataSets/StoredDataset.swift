internal import Experiments
internal import Hashing

/// The file format of a stored data set.
///
/// Lines of text, `lethe stored data 1` first, then `key=value` and an empty line; then features and labels of the
/// training part and of the test part; then the CRC-32 of all that. The checksum finds accidental damage fast; the
/// digest in the header was computed from the content when it was stored.
enum StoredDataset {
    /// The version of the format.
    static let version = 1

    private static let title = "lethe stored data \(version)"
    /// The header is short; a longer one is no header.
    private static let largestHeader = 4_096

    /// A data set as the content of a file.
    static func encode(_ dataset: Dataset) -> [UInt8] {
        let summary = dataset.summary
        let name = summary.name.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(1_000)
        let header = [
            title, "name=\(name)", "digest=\(summary.digest)", "features=\(dataset.train.features.kind)",
            "divisor=\(dataset.divisor.bitPattern)", "height=\(summary.height)", "width=\(summary.width)",
            "classes=\(summary.classCount)", "train=\(summary.trainCount)", "test=\(summary.testCount)",
        ]
        var content = Array((header.joined(separator: "\n") + "\n\n").utf8)
        for part in [dataset.train, dataset.test] {
            content += part.features.bytes
            content += part.labels.bytes
        }
        return content + Gzip.checksum(content[...]).littleEndianBytes
    }

    /// The data set in a file's content, or nil where anything about it is wrong.
    static func decode(_ content: [UInt8]) -> Dataset? {
        guard content.count > 4,
            Gzip.checksum(content[..<(content.count - 4)]) == content.suffix(4).littleEndianWords[0],
            let (fields, start) = header(of: content),
            let summary = summary(from: fields),
            let kind = fields["features"],
            let divisor = fields["divisor"].flatMap({ UInt32($0) })
        else { return nil }
        var rest = content[start..<(content.count - 4)]
        guard let train = part(of: summary.trainCount, kind, summary, from: &rest),
            let test = part(of: summary.testCount, kind, summary, from: &rest), rest.isEmpty
        else { return nil }
        var dataset = Dataset(summary: summary, divisor: Float(bitPattern: divisor), train: train, test: test)
        // A file is known by its content, which labels' names are no part of.
        dataset.summary.classes = dataset.countedClasses(named: (0..<summary.classCount).map { String($0) })
        return dataset
    }

    private static func header(of content: [UInt8]) -> (fields: [String: String], end: Int)? {
        let newline = UInt8(ascii: "\n")
        let limit = min(content.count - 1, largestHeader)
        guard let end = (0..<limit).first(where: { content[$0] == newline && content[$0 + 1] == newline }) else {
            return nil
        }
        let lines = String(decoding: content[..<end], as: UTF8.self).split(separator: "\n")
        guard lines.first.map(String.init) == title else { return nil }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let equals = line.firstIndex(of: "=") else { return nil }
            fields[String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
        return (fields, end + 2)
    }

    private static func summary(from fields: [String: String]) -> DatasetSummary? {
        let number = { (key: String) in fields[key].flatMap { Int($0) }.flatMap { $0 > 0 && $0 < 1 << 31 ? $0 : nil } }
        guard let name = fields["name"], let digest = fields["digest"].flatMap({ Digest(hex: $0) }),
            let height = number("height"), let width = number("width"), let classCount = number("classes"),
            let trainCount = number("train"), let testCount = number("test")
        else { return nil }
        return DatasetSummary(
            name: name,
            digest: digest,
            height: height,
            width: width,
            classCount: classCount,
            trainCount: trainCount,
            testCount: testCount
        )
    }

    /// Takes a part from the front of the content.
    private static func part(
        of count: Int,
        _ kind: String,
        _ summary: DatasetSummary,
        from content: inout ArraySlice<UInt8>
    ) -> Dataset.Part? {
        let (size, overflow) = count.multipliedReportingOverflow(
            by: summary.featureCount * (kind == "numbers" ? 4 : 1)
        )
        guard !overflow, size <= content.count, count * 4 <= content.count - size,
            let features = Dataset.Features(kind: kind, bytes: content.prefix(size))
        else { return nil }
        content.removeFirst(size)
        let labels = content.prefix(4 * count).littleEndianWords.map { Int32(bitPattern: $0) }
        content.removeFirst(4 * count)
        guard labels.allSatisfy({ (0..<Int32(summary.classCount)).contains($0) }) else { return nil }
        return Dataset.Part(features: features, labels: labels)
    }
}
