internal import CZlib

/// Decompression of gzip files, with a bound on what may come out.
enum Gzip {
    /// Why a file could not be decompressed.
    enum Failure: Error {
        case truncated, corrupt, oversized, outOfMemory
    }

    /// Whether the bytes begin as a gzip file does.
    static func isCompressed(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1F, 0x8B])
    }

    /// The content of a gzip file of one or more members.
    ///
    /// - Parameter limit: the most bytes that are produced; no more memory than about twice that is used.
    static func decompress(_ compressed: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        var stream = unsafe z_stream()
        // 15 bits of window, and 16 for a gzip header, which zlib then demands and checks.
        let status = unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .outOfMemory }
        defer { unsafe inflateEnd(&stream) }

        var output: [UInt8] = []
        var position = 0
        while true {
            let step = unsafe inflateStep(&stream, compressed, from: position)
            position += step.consumed
            guard step.produced.count <= limit - output.count else { throw .oversized }
            output += step.produced
            switch step.status {
            case Z_OK: continue
            case Z_STREAM_END:
                if position == compressed.count { return output }
                guard isCompressed(Array(compressed[position...].prefix(2))) else { throw .corrupt }
                unsafe inflateReset(&stream)
            case Z_BUF_ERROR: throw .truncated
            case Z_MEM_ERROR: throw .outOfMemory
            default: throw .corrupt
            }
        }
    }

    private static let chunkSize = 1 << 18

    /// Feeds a chunk and takes what it gives.
    private static func inflateStep(
        _ stream: inout z_stream,
        _ compressed: [UInt8],
        from position: Int
    ) -> (status: Int32, consumed: Int, produced: [UInt8]) {
        let offered = min(chunkSize, compressed.count - position)
        var status = Z_OK
        var consumed = 0
        let produced = unsafe [UInt8](unsafeUninitializedCapacity: chunkSize) { room, count in
            unsafe compressed.withUnsafeBufferPointer { input in
                // zlib only reads from next_in, though its type says otherwise.
                unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { unsafe $0 + position })
                unsafe stream.avail_in = UInt32(offered)
                unsafe stream.next_out = room.baseAddress
                unsafe stream.avail_out = UInt32(chunkSize)
                status = unsafe inflate(&stream, Z_NO_FLUSH)
                consumed = unsafe offered - Int(stream.avail_in)
                unsafe count = chunkSize - Int(stream.avail_out)
            }
        }
        return (status, consumed, produced)
    }

    /// The CRC-32 of some bytes.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { unsafe UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
