/// Words that people bring along from papers and other tools, and what they are called here.
enum ForeignWords {
    /// What to do with an unknown key.
    static func hint(forKey key: String, among known: [String]) -> String? {
        if let name = names[key.lowercased()], known.contains(name) { return "did you mean `\(name)`?" }
        return known.contains("grid") ? sections[key] : nil
    }

    /// What an unknown strategy is called here.
    static func strategy(_ name: String) -> String? { strategies[name.lowercased()] }

    private static let names = [
        "lr": "learning_rate", "learning_rates": "learning_rate", "eta": "learning_rate", "step_size": "learning_rate",
        "gamma": "learning_rate_decay", "lr_decay": "learning_rate_decay",
        "width": "hidden", "widths": "hidden", "layers": "hidden", "hidden_size": "hidden", "hidden_sizes": "hidden",
        "hidden_dim": "hidden", "units": "hidden", "architecture": "hidden",
        "nonlinearity": "activation", "initialization": "init",
        "bs": "batch_size", "batch": "batch_size", "minibatch_size": "batch_size",
        "n_epochs": "epochs", "num_epochs": "epochs", "opt": "optimizer", "wd": "weight_decay",
        "grad_clip": "clip_norm", "max_grad_norm": "clip_norm",
        "order": "ordering", "permutation": "ordering", "task_order": "ordering", "algorithm": "strategy",
        "method": "strategy", "random_seed": "seed", "n_tasks": "count", "num_tasks": "count",
        "data": "dataset", "val_split": "validation", "valid": "validation", "parameters": "grid", "params": "grid",
        "search_space": "grid",
    ]

    private static let sections: [String: String] = {
        let biases = "belongs to Weights & Biases"
        let hydra = "belongs to Hydra"
        let optuna = "belongs to Optuna"
        let whole = "a sweep runs every combination of its `grid`"
        return [
            "method": "`method` \(biases): \(whole)", "metric": "`metric` \(biases): every metric is in the report",
            "program": "`program` \(biases): the trainer is built in", "command": "`command` \(biases): \(whole)",
            "early_terminate": "`early_terminate` \(biases): every job is trained to its end",
            "defaults": "`defaults` \(hydra): write everything in one file",
            "hydra": "`hydra` \(hydra): \(whole), and workers are set by `lethe run --workers N`",
            "n_trials": "`n_trials` \(optuna): \(whole)", "sampler": "`sampler` \(optuna): \(whole)",
            "direction": "`direction` \(optuna): every metric is in the report",
        ]
    }()

    private static let strategies = [
        "none": "naive", "off": "naive", "finetune": "naive", "finetuning": "naive", "fine-tuning": "naive",
        "baseline": "naive", "vanilla": "naive", "sequential": "naive",
        "er": "replay", "rehearsal": "replay", "experience_replay": "replay",
        "multitask": "joint", "offline": "joint", "upper_bound": "joint",
        "derpp": "der++", "a-gem": "agem", "a_gem": "agem", "oewc": "online_ewc", "synaptic_intelligence": "si",
    ]
}
