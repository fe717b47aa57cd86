internal import Experiments
internal import Ledger

extension SweepLedger {
    /// The current sweep of a ledger that must have one.
    func requiredSweep() throws(LetheError) -> SweepRecord {
        guard let record = try currentSweep() else {
            throw LetheError(
                "ledger.empty",
                "the ledger '\(path)' holds no sweep yet",
                hint: "begin one with `lethe run`"
            )
        }
        return record
    }
}
