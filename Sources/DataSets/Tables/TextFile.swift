internal import Experiments

/// Whether the bytes of a file can be the UTF-8 text of a table at all.
enum TextFile {
    /// What other files begin with, and what to do about them.
    private static let otherKinds: [(start: [UInt8], kind: String, remedy: String)] = [
        ([0xFF, 0xFE], "UTF-16 text", utf16Remedy), ([0xFE, 0xFF], "UTF-16 text", utf16Remedy),
        (Array("PK\u{3}\u{4}".utf8), "a zip archive or a workbook", "unpack it, or save the sheet as CSV in UTF-8"),
        (Array("PAR1".utf8), "a Parquet file", "write it again as CSV"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file", "write it again as CSV"),
        (Array("BZh".utf8), "bzip2 data", "unpack it, or compress it with gzip"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data", "unpack it, or compress it with gzip"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd data", "unpack it, or compress it with gzip"),
    ]
    private static let utf16Remedy = "save it again as UTF-8, for example by `iconv -f utf-16 -t utf-8`"

    /// Refuses a file that begins as something else does.
    static func refuseOtherKinds(_ bytes: [UInt8], name: String) throws(LetheError) {
        let found =
            otherKinds.first { bytes.starts(with: $0.start) }.map { ($0.kind, $0.remedy) }
            // Without a mark, UTF-16 shows itself by a zero byte in its first character.
            ?? (bytes.prefix(2).contains(0) ? ("UTF-16 text", utf16Remedy) : nil)
        guard let (kind, remedy) = found else { return }
        throw LetheError(
            "data.not-utf8",
            "`\(name)` is \(kind), where UTF-8 text is expected",
            hint: remedy,
            at: .init(file: name, line: 1, column: 1)
        )
    }

    /// What is thrown where a field is no UTF-8.
    static func notUTF8(at place: LetheError.Location) -> LetheError {
        LetheError(
            "data.not-utf8",
            "this field is no UTF-8 text",
            hint: "save the file again as UTF-8; if it is Latin-1, by `iconv -f latin1 -t utf-8`",
            at: place
        )
    }
}
