import Experiments
import Ledger
import Statistics
import Testing

@testable import Reports

@Suite("Findings")
struct FindingsTests {
    private func findings(_ study: Study) -> [String: Finding] {
        Dictionary(uniqueKeysWithValues: Report(study).findings.map { ($0.key, $0) })
    }

    @Test("a complete sweep gets its sentences, with the numbers beside them")
    func quickstart() throws {
        let study = try FakeStudies.quickstart()
        let findings = findings(study)
        #expect(
            Set(findings.keys) == [
                "forgetting", "variance_of_forgetting", "variance_of_average_accuracy", "best_setting", "edge",
                "ordering",
                "trade_off",
            ]
        )
        let forgetting = try #require(findings["forgetting"])
        let mean = try #require(study.metrics[.forgetting]?.mean)
        #expect(forgetting.text.contains("forgetting is \(NumberText.fixed(mean, 3)) on average"))
        let number = try #require(forgetting.numbers.first { $0.name == "mean" })
        #expect(abs(number.value - mean) < 1e-12)
        #expect(try #require(findings["variance_of_forgetting"]).text.hasPrefix("Learning rate explains"))
        #expect(try #require(findings["best_setting"]).text.contains("chosen on test data"))
    }

    @Test("an open job is told before anything else")
    func partial() throws {
        let report = Report(try FakeStudies.troubled())
        #expect(report.findings.first?.key == "progress")
        #expect(report.findings.first?.text.contains("1 of 120 jobs is still to be done") == true)
        let divergence = try #require(report.findings.first { $0.key == "divergence" })
        #expect(divergence.text.contains("24 jobs diverged"))
        #expect(divergence.text.contains("All of them have learning rate 3."))
        #expect(report.findings.contains { $0.key == "failure" })
    }

    @Test("nothing is said of forgetting where nothing was measured, or with one task")
    func silent() throws {
        #expect(findings(try FakeStudies.allFailed()).keys.sorted() == ["failure"])
        #expect(findings(try FakeStudies.allDiverged()).keys.sorted() == ["divergence"])
        #expect(findings(try FakeStudies.nothingYet()).keys.sorted() == ["progress"])
        let single = findings(try FakeStudies.singleTask())
        #expect(single["single_task"] != nil)
        #expect(single["forgetting"] == nil && single["variance_of_forgetting"] == nil && single["trade_off"] == nil)
        #expect(findings(try FakeStudies.oneJob()).keys.sorted() == ["forgetting"])
    }

    @Test("an axis that explains no more than noise gets no credit")
    func noise() throws {
        let finding = findings(try FakeStudies.noLearningRate())["variance_of_forgetting"]
        #expect(finding?.text.contains("No axis explains more") == true || finding?.text.contains("beyond") == true)
    }

    @Test("with one job a setting, the best is not called certain")
    func unsure() throws {
        let finding = try #require(findings(try FakeStudies.singleTask())["best_setting"])
        #expect(finding.text.contains("no telling how sure"))
    }

    @Test("the strategy that is best without retraining is named with what it lies between and what is cheaper")
    func strategies() throws {
        let finding = try #require(findings(try FakeStudies.strategies())["strategies"])
        #expect(finding.text.contains("der++ holds forgetting back best without retraining on everything"))
        #expect(finding.text.contains(", beside naive 0.798, joint 0.946"))
        #expect(finding.text.contains("of its operations"))
    }
}
