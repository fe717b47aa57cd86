import Testing

@testable import Kernels

@Suite("Losses equal the reference bit for bit")
struct LossTests {
    static let cases = Backend.all.flatMap { backend in (0..<40).map { (backend, $0) } }

    /// Random logits with a range of active ones for each row.
    struct Rows {
        let logits: PanelMatrix
        let other: PanelMatrix
        let ranges: [Range<Int>]
        let labels: [Int32]
        let active: ActiveLogits

        init(seed: Int) {
            var fuzz = Fuzz(seed: seed)
            let (rows, columns) = (fuzz.size(1...30), fuzz.size(1...60))
            logits = fuzz.panels(rows, columns)
            other = fuzz.panels(rows, columns)
            let ranges = (0..<rows).map { _ in
                let start = fuzz.numbers.integer(below: columns)
                return start..<start + 1 + fuzz.numbers.integer(below: columns - start)
            }
            labels = ranges.map { Int32($0.lowerBound + fuzz.numbers.integer(below: $0.count)) }
            active = ActiveLogits(perRow: ranges)
            self.ranges = ranges
        }

        /// Whether losses and derivatives equal the reference's, row by row.
        func check(
            _ losses: [Float],
            _ delta: PanelMatrix,
            _ reference: (Int, [Float], [Float]) -> Reference.Loss<Float>
        ) {
            for row in 0..<logits.rows {
                let expected = reference(row, logits.rowMajor[row: row], other.rowMajor[row: row])
                #expect(losses[row].bitPattern == expected.value.bitPattern)
                #expect(bits([delta.rowMajor[row: row]]) == bits([expected.delta]))
            }
            #expect(delta.isPaddedWithZeros)
        }
    }

    @Test("cross-entropy", arguments: cases)
    func crossEntropy(backend: Backend, seed: Int) {
        let rows = Rows(seed: seed)
        var losses = [Float](repeating: 0, count: rows.logits.rows)
        var delta = rows.other
        backend.crossEntropy(
            logits: rows.logits,
            rows: 0..<rows.logits.rows,
            labels: rows.labels[...],
            active: rows.active,
            scale: 0.25,
            losses: &losses,
            delta: &delta
        )
        rows.check(losses, delta) { row, logits, _ in
            Reference.crossEntropy(
                logits: logits,
                label: Int(rows.labels[row]),
                active: rows.ranges[row],
                scale: 0.25
            )
        }
        var alone = losses
        backend.crossEntropy(logits: rows.logits, labels: rows.labels[...], active: rows.active, losses: &alone)
        #expect(alone == losses)
    }

    @Test("distillation", arguments: cases)
    func distillation(backend: Backend, seed: Int) {
        let rows = Rows(seed: seed)
        var losses = [Float](repeating: 0, count: rows.logits.rows)
        var delta = rows.other
        backend.distillation(
            logits: rows.logits,
            rows: 0..<rows.logits.rows,
            teacher: rows.other,
            temperature: 2,
            active: rows.active,
            scale: 0.25,
            losses: &losses,
            delta: &delta
        )
        rows.check(losses, delta) { row, logits, teacher in
            Reference.distillation(
                logits: logits,
                teacher: teacher,
                inverseTemperature: 0.5,
                active: rows.ranges[row],
                scale: 0.25
            )
        }
    }

    @Test("squared error", arguments: cases)
    func squaredError(backend: Backend, seed: Int) {
        let rows = Rows(seed: seed)
        var losses = [Float](repeating: 0, count: rows.logits.rows)
        var delta = rows.other
        backend.squaredError(
            logits: rows.logits,
            rows: 0..<rows.logits.rows,
            targets: rows.other,
            active: rows.active,
            scale: 0.25,
            losses: &losses,
            delta: &delta
        )
        rows.check(losses, delta) { row, logits, target in
            Reference.squaredError(logits: logits, target: target, active: rows.ranges[row], scale: 0.25)
        }
    }

    @Test("only the rows of a loss are touched", arguments: Backend.all)
    func someRows(backend: Backend) {
        var fuzz = Fuzz(seed: 3)
        let logits = fuzz.panels(9, 20)
        let before = fuzz.panels(9, 20)
        var delta = before
        var losses = [Float](repeating: 0, count: 9)
        backend.crossEntropy(
            logits: logits,
            rows: 2..<5,
            labels: [0, 19, 7],
            active: ActiveLogits(0..<20),
            scale: 1,
            losses: &losses,
            delta: &delta
        )
        for row in 0..<9 { #expect((delta.rowMajor[row: row] == before.rowMajor[row: row]) == !(2..<5).contains(row)) }
    }

    @Test("the largest logit is predicted, the lowest among equals", arguments: Backend.all)
    func predict(backend: Backend) {
        let rows: [[Float]] = [[1, 5, 5, 2], [9, 0, -1, -1], [-3, -2, -2, -9]]
        let matrix = RowMatrix(rows: 3, columns: 4, elements: rows.flatMap { $0 })
        var predicted: [Int32] = [0, 0, 0]
        let logits = PanelMatrix(matrix, capacity: 3)
        backend.predict(logits: logits, active: ActiveLogits(0..<4), predicted: &predicted)
        #expect(predicted == [1, 0, 1])
        backend.predict(logits: logits, active: ActiveLogits(perRow: [2..<4, 1..<4, 0..<1]), predicted: &predicted)
        #expect(predicted == [2, 1, 0])
    }
}
