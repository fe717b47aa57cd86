public import Experiments

/// All strategies by name.
public enum Strategies {
    private static let all: [any Strategy.Type] = [
        Naive.self,
        Joint.self,
        Cumulative.self,
        L2.self,
        Replay.self,
        EWC.self,
        OnlineEWC.self,
        SynapticIntelligence.self,
        LearningWithoutForgetting.self,
        AGEM.self,
        GEM.self,
        DarkExperienceReplay.self,
        DarkExperienceReplayPlusPlus.self,
    ]

    /// What may be written for a strategy.
    public static let schemas: [VariantSchema] = all.map { $0.schema }

    /// The strategy that a variant names, before its first task.
    static func make(_ variant: Variant) throws(LetheError) -> any Strategy {
        guard let type = all.first(where: { $0.schema.name == variant.name }) else {
            throw VariantSettings.unknown(variant, kind: "strategy", among: schemas)
        }
        return type.init(try VariantSettings(variant, type.schema, kind: "strategy"))
    }
}
