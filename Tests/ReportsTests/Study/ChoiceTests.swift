import Experiments
import Ledger
import Statistics
import Testing

@testable import Reports

@Suite("Choosing settings")
struct ChoiceTests {
    /// One task, with what it reaches on test and on held-out examples.
    private func result(test: Double, validation: Double? = nil, cost: Outcome.StrategyCost = .init()) -> JobResult {
        let matrix = TaskMatrix(taskCount: 1, rows: [[0.1], [test]])
        let outcome = Outcome(
            accuracy: matrix,
            loss: matrix,
            validation: validation.map { [$0] },
            operations: 1000 + cost.operations,
            strategyCost: cost
        )
        return JobResult(status: .done, outcome: outcome)
    }

    private let rates = axis("learning_rate", [.number(0.1), .number(0.2), .number(0.3)])

    @Test("settings are chosen on held-out examples where there are some, and reported on test examples")
    func heldOut() throws {
        let (test, validation) = ([0.9, 0.8, 0.7], [0.5, 0.7, 0.6])
        let study = try study(axes: [rates], taskCount: 1) { cell, _ in
            result(test: test[cell], validation: validation[cell])
        }
        let best = try #require(study.rankedSettings(in: study.conditions[0]).first)
        #expect(best.index == 1 && best.choice.mean == 0.7 && best.accuracy.mean == 0.8)
        #expect(study.choiceWords == "chosen on held-out examples")
        #expect(study.best?.cell == 1 && study.worst?.cell == 0)
        let finding = try #require(Report(study).findings.first { $0.key == "best_setting" })
        #expect(finding.text.contains("learning rate 0.2: average accuracy 0.800, chosen on held-out examples"))
    }

    @Test("what changes the stream is given, not chosen: settings are ranked within each condition")
    func conditions() throws {
        let scenarios = axis("scenario", [.text("task"), .text("class")])
        let test = [0.9, 0.8, 0.7, 0.1, 0.2, 0.3]
        let study = try study(axes: [scenarios, rates], taskCount: 1) { cell, _ in result(test: test[cell]) }
        #expect(study.conditions.map { study.words(of: $0) } == ["task", "class"])
        let best = study.conditions.map { study.rankedSettings(in: $0).first }
        #expect(best.map { $0?.index } == [0, 2])
        #expect(study.cells(of: try #require(best[1]), in: study.conditions[1]) == [5])
        #expect(study.settingCount == 3)
        #expect(study.samples.map(\.name) == ["Best of task", "Best of class"])
        let finding = try #require(Report(study).findings.first { $0.key == "best_setting" })
        #expect(finding.text.contains("for each of 2 conditions (scenario)"))
        #expect(finding.text.contains("task: learning rate 0.1 (0.900); class: learning rate 0.3 (0.300)"))
    }

    private let variants: [Variant] = [
        Variant("naive"), Variant("ewc", [.init("lambda", .number(1))]), Variant("ewc", [.init("lambda", .number(10))]),
        Variant("ewc", [.init("lambda", .number(100))]),
    ]

    /// `naive` and `ewc` with three strengths, as a sweep file makes the axis.
    private var strategies: Axis {
        get throws {
            let field = try #require(Field.axis(named: "strategy"))
            let levels = variants.map { variant in
                Axis.Level(.variant(variant), cells: [variant.name, variant["lambda"]?.text ?? ""])
            }
            return Axis(field, levels: levels, columns: ["strategy", "ewc.lambda"])
        }
    }

    @Test("a strategy contends at its best setting, with its cost beyond naive")
    func contenders() throws {
        let (test, validation) = ([0.3, 0.4, 0.6, 0.9], [0.3, 0.4, 0.8, 0.5])
        let study = try study(axes: [try strategies], taskCount: 1) { cell, _ in
            let cost = Outcome.StrategyCost(operations: cell * 100, memoryBytes: cell * 10, storedBytes: cell)
            return result(test: test[cell], validation: validation[cell], cost: cost)
        }
        let contenders = study.contenders(in: study.conditions[0])
        #expect(contenders.map(\.name) == ["naive", "ewc"])
        #expect(contenders[1].setting.levels == [2])
        #expect(contenders[1].accuracy.mean == 0.6)
        #expect(contenders[1].extraOperations.mean == 200)
        #expect(contenders[1].memoryBytes.mean == 20 && contenders[1].storedBytes.mean == 2)
        #expect(contenders.map(\.isOnFrontier) == [true, true])
        #expect(contenders[0].extraSeconds == 0)
        // The fake attempts take a fixed time and one by operations, and spend what the job costs alone.
        let seconds = try #require(contenders[1].extraSeconds)
        #expect(abs(seconds - 200 / 9.5e9) < 1e-15)
    }

    @Test("a strength that was swept is told with its best value, in each condition")
    func strengths() throws {
        let scenarios = axis("scenario", [.text("task"), .text("class")])
        let test = [0.3, 0.4, 0.6, 0.5, 0.1, 0.3, 0.2, 0.1]
        let study = try study(axes: [scenarios, try strategies], taskCount: 1) { cell, _ in result(test: test[cell]) }
        let sweep = try #require(study.strengthSweeps.first)
        #expect(study.strengthSweeps.count == 1 && sweep.name == "ewc.lambda")
        #expect(sweep.values == [1, 10, 100])
        #expect(sweep.accuracy.map { $0.map(\.mean) } == [[0.4, 0.6, 0.5], [0.3, 0.2, 0.1]])
        #expect(sweep.naive.map(\.mean) == [0.3, 0.1])
        #expect([0, 1].map { sweep.best(in: $0) } == [1, 0])
        let figure = try #require(Report(study).figures.first { $0.id == "strengths" })
        #expect(figure.caption == "ewc.lambda is best at 1 to 10.")
        let edge = try #require(Report(study).findings.first { $0.key == "edge" })
        #expect(edge.text.contains("the lowest ewc.lambda (1)"))
    }
}
