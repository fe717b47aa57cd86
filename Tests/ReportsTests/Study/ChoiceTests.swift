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
        #expect(sweep.curves.map { $0.accuracy.map(\.mean) } == [[0.4, 0.6, 0.5], [0.3, 0.2, 0.1]])
        #expect(sweep.curves.map(\.naive.mean) == [0.3, 0.1])
        #expect(sweep.curves.map(\.best) == [1, 0])
        let figure = try #require(Report(study).figures.first { $0.id == "strengths" })
        #expect(figure.caption == "ewc.lambda is best at 1 to 10.")
        let edge = try #require(Report(study).findings.first { $0.key == "edge" })
        #expect(edge.text.contains("the lowest ewc.lambda (1)"))
    }

    private let seeds = axis("seed", (0..<10).map { .integer($0) })

    @Test("a job that diverged counts 0 in the choice, and no lone survivor wins")
    func survivors() throws {
        let rates = axis("learning_rate", [.number(0.1), .number(0.2), .number(0.3), .number(0.4)])
        let study = try study(axes: [rates, seeds], taskCount: 1) { cell, _ in
            let (rate, seed) = (cell / 10, cell % 10)
            switch rate {
            case 0: return result(test: 0.6)
            // Half diverge, and the others reach more.
            case 1: return seed < 5 ? FakeStudies.diverged(cell, taskCount: 1) : result(test: 0.9)
            // One is done, and the others are open.
            case 2: return seed == 0 ? result(test: 0.99) : nil
            default: return result(test: 0.5)
            }
        }
        let ranked = study.rankedSettings(in: study.conditions[0])
        #expect(ranked.map(\.index) == [0, 3, 1, 2])
        #expect(ranked[2].choice.count == 10 && abs(ranked[2].choice.mean - 0.45) < 1e-12)
        #expect(ranked[2].accuracy.count == 5 && abs(ranked[2].accuracy.mean - 0.9) < 1e-12)
    }

    @Test("where only some conditions hold examples out, each is chosen by what it has")
    func someHeldOut() throws {
        let shares = axis("validation", [.number(0), .number(0.1)])
        let (test, validation) = ([0.9, 0.8, 0.7, 0.9, 0.8, 0.7], [0.1, 0.2, 0.3])
        let study = try study(axes: [shares, rates], taskCount: 1) { cell, _ in
            result(test: test[cell], validation: cell < 3 ? nil : validation[cell - 3])
        }
        let best = study.conditions.map { study.rankedSettings(in: $0).first?.index }
        #expect(best == [0, 2])
        #expect(study.choiceWords.hasSuffix("or on test data where none are held out"))
    }

    @Test("a condition of which nothing is done yet is left out of what compares strategies")
    func emptyCondition() throws {
        let scenarios = axis("scenario", [.text("task"), .text("domain"), .text("class")])
        let study = try study(axes: [scenarios, try strategies, seeds], taskCount: 1) { cell, _ in
            (40..<80).contains(cell) ? nil : result(test: 0.5 + Double(cell % 40) / 100)
        }
        let report = Report(study)
        let figure = try #require(report.figures.first { $0.id == "strategies" })
        #expect(figure.panels.count == 2)
        #expect(report.figures.contains { $0.id == "strategy-matrix" })
        #expect(report.html().contains("</html>"))
    }

    @Test("time beyond naive is against naive with the same other settings")
    func pairedSeconds() throws {
        // The larger rate, which ewc is best at, makes every job dearer.
        let rates = axis("learning_rate", [.number(0.1), .number(0.2)])
        let study = try study(axes: [try strategies, rates], taskCount: 1) { cell, _ in
            let (strategy, rate) = (cell / 2, cell % 2)
            let cost = Outcome.StrategyCost(operations: strategy * 100 + rate * 1_000_000)
            return result(test: strategy == 0 ? 0.5 - Double(rate) / 10 : 0.6 + Double(rate) / 10, cost: cost)
        }
        let ewc = try #require(study.contenders(in: study.conditions[0]).last)
        #expect(ewc.setting.levels == [1, 1])
        #expect(abs(try #require(ewc.extraSeconds) - 100 / 9.5e9) < 1e-15)
    }

    @Test("what is best everywhere is not said to depend on what is learned; retraining never is the best")
    func bestStrategy() throws {
        let field = try #require(Field.axis(named: "strategy"))
        let strategies = Axis(field, levels: ["naive", "joint", "replay", "si"].map { .init(.variant(Variant($0))) })
        let scenarios = axis("scenario", [.text("task"), .text("class")])
        func finding(_ test: [Double]) throws -> Finding {
            let study = try study(axes: [scenarios, strategies], taskCount: 1) { cell, _ in result(test: test[cell]) }
            return try #require(Report(study).findings.first { $0.key == "strategies" })
        }
        let same = try finding([0.1, 0.9, 0.7, 0.6, 0.1, 0.9, 0.8, 0.2])
        #expect(same.text.contains("is replay in both conditions"))
        #expect(same.text.contains("task: replay 0.700 (naive 0.100, joint 0.900)"))
        #expect(try finding([0.1, 0.9, 0.7, 0.6, 0.1, 0.9, 0.2, 0.8]).text.contains("depends on what is learned"))
    }
}
