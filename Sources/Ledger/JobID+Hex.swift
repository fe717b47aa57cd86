internal import Experiments
internal import Hashing

extension JobID {
    /// The 64 hexadecimal digits by which tables name the job.
    var hex: String { digest.hex }

    /// The job of 64 hexadecimal digits, or nil.
    init?(hex: String) {
        guard let digest = Digest(hex: hex) else { return nil }
        self.init(digest)
    }
}
