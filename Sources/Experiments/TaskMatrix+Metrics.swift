/// The forgetting metrics of a complete accuracy matrix R; T is the number of tasks. Each is nil where T = 1 leaves it
/// undefined.
extension TaskMatrix {
    private var positions: ClosedRange<Int> { 1...taskCount }
    /// 1/(T-1) of a sum over the tasks j < T, or nil where there are none.
    private func meanOverEarlierTasks(_ term: (_ position: Int) -> Double) -> Double? {
        guard taskCount > 1 else { return nil }
        return (1..<taskCount).reduce(0) { $0 + term($1) } / Double(taskCount - 1)
    }

    /// ACC = (1/T) sum over j of R[T][j] (Lopez-Paz & Ranzato 2017, eq. 2).
    public var averageAccuracy: Double {
        positions.reduce(0) { $0 + self[taskCount, $1] } / Double(taskCount)
    }

    /// BWT = 1/(T-1) sum over j<T of R[T][j] - R[j][j] (Lopez-Paz & Ranzato 2017, eq. 3).
    public var backwardTransfer: Double? {
        meanOverEarlierTasks { self[taskCount, $0] - self[$0, $0] }
    }

    /// FWT = 1/(T-1) sum over j>=2 of R[j-1][j] - R[0][j] (Lopez-Paz & Ranzato 2017, eq. 4), where the baseline is the
    /// job's own initialisation.
    public var forwardTransfer: Double? {
        meanOverEarlierTasks { self[$0, $0 + 1] - self[0, $0 + 1] }
    }

    /// F = 1/(T-1) sum over j<T of (max over 1<=l<T of R[l][j]) - R[T][j] (Chaudhry et al. 2018); may be negative.
    public var forgetting: Double? {
        meanOverEarlierTasks { best(of: $0, upTo: taskCount - 1) - self[taskCount, $0] }
    }

    /// `forgetting` with the maximum over all rows after a task, the last too, so never negative.
    public var forgettingNonnegative: Double? {
        meanOverEarlierTasks { best(of: $0, upTo: taskCount) - self[taskCount, $0] }
    }

    private func best(of position: Int, upTo lastRow: Int) -> Double {
        (1...lastRow).reduce(-Double.infinity) { max($0, self[$1, position]) }
    }

    /// LA = (1/T) sum over j of R[j][j] (Riemer et al. 2019).
    public var learningAccuracy: Double {
        positions.reduce(0) { $0 + self[$1, $1] } / Double(taskCount)
    }

    /// AAA = (1/T) sum over i of (1/i) sum over j<=i of R[i][j]; the average incremental accuracy of iCaRL (Rebuffi et
    /// al. 2017).
    public var anytimeAccuracy: Double {
        positions.reduce(0) { sum, row in
            sum + (1...row).reduce(0) { $0 + self[row, $1] } / Double(row)
        } / Double(taskCount)
    }

    /// min-ACC = 1/(T-1) sum over j<T of min over i>j of R[i][j] (De Lange et al. 2023, evaluated at task ends).
    public var minAccuracy: Double? {
        meanOverEarlierTasks { position in
            (position + 1...taskCount).reduce(Double.infinity) { min($0, self[$1, position]) }
        }
    }

    /// WC-ACC = R[T][T]/T + (1 - 1/T) min-ACC (De Lange et al. 2023).
    public var worstCaseAccuracy: Double? {
        minAccuracy.map { self[taskCount, taskCount] / Double(taskCount) + (1 - 1 / Double(taskCount)) * $0 }
    }

    /// A = sum over i>=j of R[i][j] / (T(T+1)/2) (Diaz-Rodriguez et al. 2018).
    public var diazAccuracy: Double {
        let sum = positions.reduce(0) { sum, row in sum + (1...row).reduce(0) { $0 + self[row, $1] } }
        return sum / Double(taskCount * (taskCount + 1) / 2)
    }

    /// BWT = sum over i>j of (R[i][j] - R[j][j]) / (T(T-1)/2) (Diaz-Rodriguez et al. 2018).
    public var diazBackwardTransfer: Double? {
        guard taskCount > 1 else { return nil }
        let sum = (2...taskCount).reduce(0) { sum, row in
            sum + (1..<row).reduce(0) { $0 + self[row, $1] - self[$1, $1] }
        }
        return sum / Double(taskCount * (taskCount - 1) / 2)
    }

    /// REM = 1 - abs(min(BWT, 0)) with `diazBackwardTransfer` (Diaz-Rodriguez et al. 2018).
    public var remembering: Double? {
        diazBackwardTransfer.map { 1 - abs(min($0, 0)) }
    }
}
