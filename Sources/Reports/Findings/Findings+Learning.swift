internal import Experiments

/// A finding about networks that never learned what they might have forgotten.
extension Findings {
    /// How many settings are named.
    private static let named = 4

    var learnedNothing: Finding? {
        let count = study.learnedNothing.count { $0 }
        guard count > 0 else { return nil }
        let complete = study.column(.accuracy).count { !$0.isNaN }
        let settings = study.settingsThatLearnedNothing
        let strong: String
        if count == complete {
            strong = "Nothing was learned by any job"
        } else if settings.isEmpty {
            strong = "Nothing was learned by \(NumberText.grouped(count)) of \(jobs(complete))"
        } else {
            strong = "Nothing was learned with \(settings.count == 1 ? "one setting" : "\(settings.count) settings")"
        }
        let names = settings.prefix(Self.named).joined(separator: "; ")
        let more = settings.count > Self.named ? "; and \(settings.count - Self.named) more" : ""
        return Finding(
            "learned_nothing",
            [
                .strong(strong), names.isEmpty || count == complete ? "" : " (\(names)\(more))",
                """
                : on no task is accuracy right after learning it above what always naming its most frequent class \
                would give, by two standard errors. Forgetting means nothing there.
                """,
            ],
            [.init("jobs", Double(count)), .init("settings", Double(settings.count))]
        )
    }
}

extension Study {
    /// The settings, each in words with its condition, of which every complete job learned nothing.
    fileprivate var settingsThatLearnedNothing: [String] {
        conditions.flatMap { condition in
            rankedSettings(in: condition).filter { setting in
                cells(of: setting, in: condition).allSatisfy { column(.accuracy)[$0].isNaN || learnedNothing[$0] }
            }.map { [words(of: condition), words(of: $0)].filter { !$0.isEmpty }.joined(separator: ": ") }
        }
    }
}
