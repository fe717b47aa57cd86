public import Hashing

extension Outcome {
    /// The SHA-256 of every measured bit, by which copies of a job's outcome are compared.
    ///
    /// What the strategy costs is left out: it follows from the experiment by formula.
    public var digest: Digest {
        var text = "tasks=\(accuracy.taskCount)\n"
        for (name, matrix) in [("accuracy", accuracy), ("loss", loss)] {
            for row in matrix.rows {
                text += name + "=" + row.map { String($0.bitPattern, radix: 16) }.joined(separator: ",") + "\n"
            }
        }
        if let validation {
            text += "validation=" + validation.map { String($0.bitPattern, radix: 16) }.joined(separator: ",") + "\n"
        }
        if let flips = negativeFlips { text += "flips=\(flips.count)/\(flips.total)\n" }
        if let divergence { text += "diverged=\(divergence.position)/\(divergence.step)\n" }
        text += "operations=\(operations)+\(probeOperations)\n"
        return Digest(sha256: text)
    }
}
