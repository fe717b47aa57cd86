public import Experiments

/// All optimisers by name.
public enum Optimizers {
    /// What may be written for an optimiser.
    public static let schemas: [VariantSchema] = [sgd, momentum, nesterov, adam, adamW]

    private static let sgd = VariantSchema("sgd")
    private static let momentum = VariantSchema("momentum", [momentumShare])
    private static let nesterov = VariantSchema("nesterov", [momentumShare])
    private static let adam = VariantSchema("adam", moments)
    private static let adamW = VariantSchema("adamw", moments)

    private static let share = ValueKind.number(0...Float(1).nextDown)
    private static let momentumShare = VariantSchema.Parameter(
        "momentum",
        share,
        default: .number(0.9),
        "share of the velocity that is kept at each step"
    )
    private static let moments: [VariantSchema.Parameter] = [
        .init("beta1", share, default: .number(0.9), "decay of the mean of gradients"),
        .init("beta2", share, default: .number(0.999), "decay of the mean of squared gradients"),
        .init(
            "epsilon",
            .number(0...1, excludingLowerBound: true),
            default: .number(1e-8),
            "added to the root of the mean of squared gradients"
        ),
    ]

    /// The optimiser that a training asks for, at rest.
    static func make(_ training: Experiment.Training) throws(LetheError) -> any Optimizer {
        let (variant, decay) = (training.optimizer, training.weightDecay)
        guard let schema = schemas.first(where: { $0.name == variant.name }) else {
            throw VariantSettings.unknown(variant, kind: "optimizer", among: schemas)
        }
        let settings = try VariantSettings(variant, schema, kind: "optimizer")
        switch schema.name {
        case "momentum", "nesterov":
            return Momentum(
                momentum: settings.number("momentum"),
                nesterov: schema.name == "nesterov",
                decay: decay
            )
        case "adam", "adamw":
            return Adam(
                beta1: settings.number("beta1"),
                beta2: settings.number("beta2"),
                epsilon: settings.number("epsilon"),
                decay: decay,
                decoupled: schema.name == "adamw"
            )
        default:
            return SGD(decay: decay)
        }
    }
}
