internal import CSodium

/// SHA-256 over content that arrives in pieces (FIPS 180-4, by libsodium).
///
/// A value: a copy goes on from where the original stood.
public struct SHA256Hasher: Sendable {
    private var state = crypto_hash_sha256_state()

    /// A hasher that was given nothing yet.
    public init() {
        unsafe crypto_hash_sha256_init(&state)
    }

    /// Adds bytes.
    public mutating func update(_ content: [UInt8]) {
        update(content.span)
    }

    /// Adds bytes lent by someone else.
    public mutating func update(_ content: Span<UInt8>) {
        _ = unsafe content.withUnsafeBufferPointer { bytes in
            unsafe crypto_hash_sha256_update(&state, bytes.baseAddress, UInt64(bytes.count))
        }
    }

    /// The digest of all that was added.
    public consuming func finalize() -> Digest {
        var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
        unsafe crypto_hash_sha256_final(&state, &bytes)
        guard let digest = Digest(bytes: bytes) else { preconditionFailure("SHA-256 has 32 bytes") }
        return digest
    }
}
