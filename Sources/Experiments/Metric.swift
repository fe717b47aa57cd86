/// A number that sums up a job's matrix, by the key that tables use.
public enum Metric: String, Hashable, Sendable, CaseIterable {
    case averageAccuracy = "average_accuracy"
    case backwardTransfer = "backward_transfer"
    case forwardTransfer = "forward_transfer"
    case forgetting
    case forgettingNonnegative = "forgetting_nonnegative"
    case learningAccuracy = "learning_accuracy"
    case intransigence
    case anytimeAccuracy = "anytime_accuracy"
    case minAccuracy = "min_accuracy"
    case worstCaseAccuracy = "worst_case_accuracy"
    case diazAccuracy = "diaz_accuracy"
    case diazBackwardTransfer = "diaz_backward_transfer"
    case remembering
    case negativeFlipRate = "negative_flip_rate"
    case validationAccuracy = "validation_accuracy"

    /// The metric's definition in one line, as the report prints it beside the number.
    public var definition: String {
        switch self {
        case .averageAccuracy: "(1/T) sum over j of R[T][j] (Lopez-Paz & Ranzato 2017, eq. 2)"
        case .backwardTransfer: "1/(T-1) sum over j<T of R[T][j] - R[j][j] (Lopez-Paz & Ranzato 2017, eq. 3)"
        case .forwardTransfer: "1/(T-1) sum over j>=2 of R[j-1][j] - R[0][j] (Lopez-Paz & Ranzato 2017, eq. 4)"
        case .forgetting: "1/(T-1) sum over j<T of (max over 1<=l<T of R[l][j]) - R[T][j] (Chaudhry et al. 2018)"
        case .forgettingNonnegative: "1/(T-1) sum over j<T of (max over 1<=l<=T of R[l][j]) - R[T][j]"
        case .learningAccuracy: "(1/T) sum over j of R[j][j] (Riemer et al. 2019)"
        case .intransigence: "mean over j of R_joint[j][j] - R[j][j] (Chaudhry et al. 2018)"
        case .anytimeAccuracy: "(1/T) sum over i of (1/i) sum over j<=i of R[i][j] (Rebuffi et al. 2017)"
        case .minAccuracy: "1/(T-1) sum over j<T of min over i>j of R[i][j] (De Lange et al. 2023)"
        case .worstCaseAccuracy: "R[T][T]/T + (1 - 1/T) min_accuracy (De Lange et al. 2023)"
        case .diazAccuracy: "sum over i>=j of R[i][j] / (T(T+1)/2) (Diaz-Rodriguez et al. 2018)"
        case .diazBackwardTransfer: "sum over i>j of (R[i][j] - R[j][j]) / (T(T-1)/2) (Diaz-Rodriguez et al. 2018)"
        case .remembering: "1 - abs(min(diaz_backward_transfer, 0)) (Diaz-Rodriguez et al. 2018)"
        case .negativeFlipRate: "share of test inputs right at the end of their task and wrong at the end of the stream"
        case .validationAccuracy:
            "(1/T) sum over j of the accuracy on held-out training examples of task j at the end of the stream"
        }
    }
}
