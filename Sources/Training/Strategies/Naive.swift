internal import Experiments

/// Learns one task after the other and does nothing about forgetting: fine-tuning, the lower bound.
struct Naive: Strategy {
    static let schema = VariantSchema("naive")

    init(_ settings: VariantSettings) {}
}
