import Experiments

/// Twenty jobs that between them use every setting of the trainer.
enum VariedJobs {
    static func experiments(on data: Dataset) -> [Experiment] {
        let changes: [(inout Experiment) -> Void] = [
            { _ in },
            { $0.model.hidden = [] },
            { $0.model.hidden = [1] },
            { $0.model.hidden = [7, 33] },
            { $0.model.hidden = [16, 16, 16] },
            { $0.model.activation = .tanh },
            { $0.model.activation = .gelu },
            { ($0.model.dropout, $0.model.hidden) = (0.3, [20, 10]) },
            { ($0.model.initialization, $0.training.clipNorm) = (.he, 0.5) },
            { $0.training.batchSize = 1 },
            { ($0.training.batchSize, $0.stream.validation) = (10, 0.2) },
            { ($0.training.batchSize, $0.training.epochs) = (1000, 5) },
            { ($0.training.weightDecay, $0.training.learningRateDecay) = (0.01, 0.5) },
            { $0.training.optimizer = Variant("momentum") },
            { $0.training.optimizer = Variant("nesterov", [.init("momentum", .number(0.5))]) },
            { ($0.training.optimizer, $0.training.learningRate) = (Variant("adam"), 0.01) },
            { ($0.training.optimizer, $0.training.learningRate) = (Variant("adamw"), 0.01) },
            { ($0.stream.tasks, $0.stream.scenario) = (.rotated, .class) },
            { ($0.stream.tasks, $0.stream.scenario) = (.split, .task) },
            { ($0.stream.scenario, $0.strategy) = (.task, Variant("joint")) },
        ]
        return changes.enumerated().map { number, change in
            var experiment = TinyData.experiment(on: data, tasks: 2)
            experiment.seed = number
            change(&experiment)
            return experiment
        }
    }
}
