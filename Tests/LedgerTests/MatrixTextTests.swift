import Experiments
import Testing

@testable import Ledger

@Suite("Matrices as text")
struct MatrixTextTests {
    @Test("every number comes back bit for bit")
    func roundTrip() throws {
        let numbers: [Double] = [
            0, -0.0, 0.1, 1.0 / 3, 1e-5, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 123_456_789.123_456_78, -2.5,
        ]
        let matrix = TaskMatrix(
            taskCount: 3,
            rows: [Array(numbers[0..<3]), Array(numbers[3..<6]), Array(numbers[6..<9])]
        )
        let text = try #require(matrix.json)
        let read = try #require(TaskMatrix(json: text, taskCount: 3))
        #expect(read.rows.joined().map(\.bitPattern) == numbers.map(\.bitPattern))
    }

    @Test("the text is plain JSON")
    func text() {
        #expect(TaskMatrix(taskCount: 2, rows: [[0.1, 0.00001], [1, 0.5]]).json == "[[0.1,1e-05],[1.0,0.5]]")
        #expect(TaskMatrix(taskCount: 2).json == "[]")
        #expect(TaskMatrix(json: "[]", taskCount: 2) == TaskMatrix(taskCount: 2))
    }

    @Test("what is not finite has no text", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(TaskMatrix(taskCount: 1, rows: [[number]]).json == nil)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "]", "[", "[[1,2]", "[[1,2],[3]]", "[[1,2],[3,4],[5,6],[7,8]]", "[[1,a]]", "[[1,]]", "[[1,2]]x",
            "[[nan,1]]",
            "[[inf,1]]", "null", "[[[1,2]]]",
        ]
    )
    func malformed(text: String) {
        #expect(TaskMatrix(json: text, taskCount: 2) == nil)
    }
}
