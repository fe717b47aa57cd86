import Experiments
import Foundation
import Testing

@testable import Reports

@Suite("Reports")
struct ReportTests {
    @Test("every study gives a well-formed page that loads nothing", arguments: FakeStudies.all.map(\.name))
    func wellFormed(name: String) throws {
        let page = WrittenPage(Report(try FakeStudies.named(name)).html())
        #expect(page.mistakes == [])
        #expect(page.elements.isDisjoint(with: ["link", "img", "iframe", "object", "base", "form"]))
        #expect(page.links.allSatisfy { $0.hasPrefix("#") })
        #expect(Set(page.ids).count == page.ids.count)
        #expect(page.elements.isSuperset(of: ["h1", "main", "style", "script"]))
    }

    @Test("the same study gives the same bytes")
    func deterministic() throws {
        let (one, other) = (Report(try FakeStudies.troubled()), Report(try FakeStudies.troubled()))
        let isSame = one.html() == other.html() && one.json() == other.json()
        #expect(isSame)
    }

    @Test("hostile names, reasons and logs stay text")
    func hostile() throws {
        let html = Report(try FakeStudies.hostile()).html()
        let scripts = html.components(separatedBy: "<script").count - 1
        #expect(scripts == 1)
        let isEscaped = html.contains("&lt;script&gt;alert(3)&lt;/script&gt;")
        #expect(isEscaped)
        let page = WrittenPage(html)
        #expect(page.elements.isDisjoint(with: ["img"]))
        #expect(page.attributes.isDisjoint(with: ["onclick", "onerror"]))
    }

    @Test("report.json has schema 1, the same findings and every figure's data", arguments: FakeStudies.all.map(\.name))
    func json(name: String) throws {
        let report = Report(try FakeStudies.named(name))
        let object = try JSONSerialization.jsonObject(with: Data(report.json().utf8))
        let document = try #require(object as? [String: Any])
        #expect(document["schema"] as? Int == 1)
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(findings.compactMap { $0["text"] as? String } == report.findings.map(\.text))
        let figures = try #require(document["figures"] as? [[String: Any]])
        #expect(figures.compactMap { $0["id"] as? String } == report.figures.map(\.id))
        for figure in figures {
            let data = try #require(figure["data"] as? [String: Any])
            let columns = try #require(data["columns"] as? [String])
            let rows = try #require(data["rows"] as? [[Any]])
            #expect(!rows.isEmpty && rows.allSatisfy { $0.count == columns.count })
        }
        let jobs = try #require(document["jobs"] as? [String: Int])
        #expect(jobs["total"] == report.study.grid.count)
    }

    @Test("the figures of a complete sweep are all there, each named once")
    func figures() throws {
        #expect(
            Report(try FakeStudies.quickstart()).figures.map(\.id) == [
                "retention", "accuracy-matrix", "plasticity-stability", "surfaces", "orderings", "sensitivity", "costs",
            ]
        )
        #expect(Report(try FakeStudies.strategies()).figures.map(\.id).contains("strategies"))
        #expect(Report(try FakeStudies.nothingYet()).figures.isEmpty)
    }

    @Test("files are written whole, and a directory that is none is an error")
    func files() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "lethe-report-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let report = Report(try FakeStudies.oneJob())
        try report.write(to: directory)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == [
                "report.html", "report.json",
            ]
        )
        let isWhole = try String(contentsOf: directory.appending(path: "report.html"), encoding: .utf8) == report.html()
        #expect(isWhole)
        let error = #expect(throws: LetheError.self) { try report.write(to: directory.appending(path: "none")) }
        #expect(error?.code == "report.unwritable")
    }
}
