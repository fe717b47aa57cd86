internal import Experiments

/// A file in the IDX format of MNIST: a magic number, dimensions, and bytes in row-major order.
struct IDXFile {
    /// The extent of each dimension, the number of examples first.
    var dimensions: [Int]
    /// As many as the product of the dimensions.
    var bytes: [UInt8]

    /// Reads a file, gzip'd or not.
    static func read(_ path: String) throws(LetheError) -> IDXFile {
        try IDXFile(decoding: InputFile.read(path), name: path)
    }

    /// Decodes the content of a file.
    ///
    /// - Parameter name: the file, for errors.
    init(decoding content: [UInt8], name: String) throws(LetheError) {
        guard content.count >= 4, content[0] == 0, content[1] == 0, content[3] > 0 else {
            throw LetheError(
                "data.not-idx",
                "`\(name)` is no IDX file: it must begin with the bytes 0, 0, type and dimensions",
                hint: "IDX files are those of MNIST, such as train-images-idx3-ubyte"
            )
        }
        guard content[2] == 0x08 else {
            throw LetheError(
                "data.idx-type",
                "`\(name)` holds numbers of IDX type \(content[2]); only unsigned bytes (8) are read"
            )
        }
        let headerSize = 4 + 4 * Int(content[3])
        guard content.count >= headerSize else { throw Self.truncated(name, expected: headerSize, content.count) }
        dimensions = stride(from: 4, to: headerSize, by: 4).map { start in
            content[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        let size = dimensions.reduce(Optional(1)) { product, dimension in
            guard let (value, overflow) = product?.multipliedReportingOverflow(by: dimension), !overflow else {
                return nil
            }
            return value
        }
        guard let size, size <= InputFile.largestSize else {
            throw LetheError("data.corrupt", "`\(name)` claims impossible dimensions: \(dimensions)")
        }
        guard content.count >= headerSize + size else {
            throw Self.truncated(name, expected: headerSize + size, content.count)
        }
        guard content.count == headerSize + size else {
            throw LetheError(
                "data.corrupt",
                "`\(name)` goes on after its \(size) bytes of data: \(content.count - headerSize - size) more"
            )
        }
        bytes = Array(content[headerSize...])
    }

    private static func truncated(_ name: String, expected: Int, _ found: Int) -> LetheError {
        LetheError(
            "data.truncated",
            "`\(name)` is truncated: \(expected) bytes expected, \(found) found",
            hint: "copy or download it again"
        )
    }
}
