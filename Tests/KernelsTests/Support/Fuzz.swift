@testable import Kernels

/// Random shapes and contents from a seed.
struct Fuzz {
    var numbers: RandomNumbers

    init(seed: Int) {
        numbers = DrawKey(seed: UInt64(seed), purpose: DrawKey.Purpose(rawValue: 255)).numbers()
    }

    /// An integer in a range, small ones more often.
    mutating func size(_ range: ClosedRange<Int>) -> Int {
        let span = range.count
        let cap = max(1, span >> numbers.integer(below: 5))
        return range.lowerBound + numbers.integer(below: cap)
    }

    mutating func floats(_ count: Int) -> [Float] {
        (0..<count).map { _ in numbers.signedUniform() * 2 }
    }

    mutating func matrix(_ rows: Int, _ columns: Int) -> RowMatrix {
        RowMatrix(rows: rows, columns: columns, elements: floats(rows * columns))
    }

    /// Room for more rows than there are, so that the stride from panel to panel is any.
    mutating func panels(_ rows: Int, _ columns: Int) -> PanelMatrix {
        PanelMatrix(matrix(rows, columns), capacity: rows + spare())
    }

    /// What lies before or behind, in rows or cache lines.
    mutating func spare() -> Int { numbers.integer(below: 9) }
}

extension PanelMatrix {
    init(_ matrix: RowMatrix, capacity: Int) {
        self.init(capacity: capacity, columns: matrix.columns)
        setRows(matrix.rows)
        for row in 0..<matrix.rows {
            for column in 0..<matrix.columns { self[row, column] = matrix[row, column] }
        }
    }

    /// Whether the columns behind the last one hold zero.
    var isPaddedWithZeros: Bool {
        let first = (Self.panels(columns) - 1) * panel
        return (0..<rows).allSatisfy { row in
            let used = (columns - 1) % Self.panelWidth + 1
            return (used..<Self.panelWidth).allSatisfy { values[first + row * Self.panelWidth + $0] == 0 }
        }
    }
}

extension RowMatrix {
    var table: [[Float]] { (0..<rows).map { self[row: $0] } }
}

/// The bits of a table, for comparisons in which NaN equals NaN and -0 differs from 0.
func bits(_ table: [[Float]]) -> [[UInt32]] { table.map { $0.map(\.bitPattern) } }

/// A layer at some place of a larger vector.
struct RandomLayer {
    let layout: LayerLayout
    var parameters: FloatVector

    init(inputs: Int, outputs: Int, fuzz: inout Fuzz) {
        layout = LayerLayout(inputs: inputs, outputs: outputs, offset: 16 * fuzz.spare())
        parameters = FloatVector(zeros: layout.range.upperBound + 16)
        for output in 0..<outputs {
            parameters[layout.bias(output: output)] = fuzz.numbers.signedUniform()
            for input in 0..<inputs {
                parameters[layout.weight(input: input, output: output)] = fuzz.numbers.signedUniform()
            }
        }
    }

    func weights(in vector: FloatVector) -> [[Float]] {
        (0..<layout.outputs).map { output in
            (0..<layout.inputs).map { vector[layout.weight(input: $0, output: output)] }
        }
    }

    func biases(in vector: FloatVector) -> [Float] {
        (0..<layout.outputs).map { vector[layout.bias(output: $0)] }
    }
}
