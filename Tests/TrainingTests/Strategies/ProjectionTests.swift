import Experiments
import Kernels
import Testing

@testable import Training

@Suite("Projections of the gradient")
struct ProjectionTests {
    private let backend = Backend.best

    private func vectors(_ count: Int, size: Int = 6, seed: Int) -> [FloatVector] {
        var numbers = DrawKey(seed: UInt64(seed), purpose: .replay).numbers()
        return (0..<count).map { _ in FloatVector((0..<size).map { _ in numbers.signedUniform() }) }
    }

    /// The best of all v that are exact for some choice of constraints to hold with equality: G G^T v = -G g over them.
    private func exactStep(_ gradient: [Double], _ references: [[Double]]) -> [Double] {
        var (best, least) = (gradient, Double.infinity)
        for subset in 0..<1 << references.count {
            let active = references.indices.filter { subset >> $0 & 1 == 1 }
            let gram = active.map { row in active.map { dot(references[row], references[$0]) } }
            guard let values = solve(gram, active.map { -dot(references[$0], gradient) }) else { continue }
            var step = gradient
            for (index, value) in zip(active, values) { step = zip(step, references[index]).map { $0 + value * $1 } }
            let change = zip(step, gradient).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            if values.allSatisfy({ $0 >= 0 }), references.allSatisfy({ dot($0, step) > -1e-9 }), change < least {
                (best, least) = (step, change)
            }
        }
        return best
    }

    private func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }

    /// Gaussian elimination with pivots; nil where the matrix is singular.
    private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        var rows = zip(matrix, right).map { $0 + [$1] }
        for column in rows.indices {
            guard let pivot = rows.indices.dropFirst(column).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[pivot][column]) > 1e-12
            else { return nil }
            rows.swapAt(column, pivot)
            for row in rows.indices where row != column {
                let factor = rows[row][column] / rows[column][column]
                rows[row] = zip(rows[row], rows[column]).map { $0 - factor * $1 }
            }
        }
        return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
    }

    @Test("GEM's is that of an exact solver, for up to four earlier tasks")
    func exact() {
        var violated = 0
        for seed in 0..<200 {
            let all = vectors(2 + seed % 4, seed: seed)
            let references = Array(all.dropFirst())
            var gradient = all[0]
            backend.project(&gradient, awayFrom: references, margin: 0)
            let expected = exactStep(all[0].elements.map(Double.init), references.map { $0.elements.map(Double.init) })
            for (computed, expected) in zip(gradient.elements, expected) {
                #expect(abs(Double(computed) - expected) < 1e-5)
            }
            for reference in references { #expect(backend.dot(gradient, reference) > -1e-5) }
            violated += gradient == all[0] ? 0 : 1
        }
        #expect(violated > 80 && violated < 195)
    }

    @Test("the program's solution keeps every constraint, however close to opposite or dependent the rows are")
    func optimality() {
        var nearlyOpposite = 0
        for seed in 0..<300 {
            var numbers = DrawKey(seed: UInt64(seed), purpose: .memory).numbers()
            let count = 1 + seed % 6
            // From random directions to ones that differ from a line by 1e-6, and lengths over eight decades.
            let spread = [1, 0.1, 1e-2, 1e-4, 1e-6][seed % 5]
            let line = (0..<8).map { _ in Double(numbers.signedUniform()) }
            let rows = (0..<count).map { index -> [Double] in
                let sign = index.isMultiple(of: 2) ? 1.0 : -1.0
                let length = [1e-4, 1, 1e4][index % 3]
                return line.map { length * (sign * $0 + spread * Double(numbers.signedUniform())) }
            }
            let gradient = (0..<8).map { _ in Double(numbers.signedUniform()) }
            let gram = rows.map { row in rows.map { dot(row, $0) } }
            let v = DualProblem(gram: gram, products: rows.map { dot($0, gradient) }).solution()
            var step = gradient
            for (row, factor) in zip(rows, v) { step = zip(step, row).map { $0 + factor * $1 } }
            let scale = 1e-9 * (1 + dot(step, step).squareRoot())
            for (row, factor) in zip(rows, v) {
                let slope = dot(row, step) / dot(row, row).squareRoot()
                #expect(factor >= 0 && slope > -scale / spread)
                // Where a constraint pushes, it holds with equality.
                #expect(factor == 0 || slope < scale / spread)
            }
            nearlyOpposite += v.count { $0 > 0 } > 1 && spread < 1e-3 ? 1 : 0
        }
        #expect(nearlyOpposite > 10)
    }

    @Test("two references that are almost opposite leave what is across them, as an exact solver says")
    func almostOpposite() {
        for sine in [0.06, 0.02, 1e-3] {
            let cosine = (1 - sine * sine).squareRoot()
            let references = [[1.0, 0, 0], [-cosine, sine, 0]]
            let gradient = [-1.0, -1, 1]
            let gram = references.map { row in references.map { dot(row, $0) } }
            let v = DualProblem(gram: gram, products: references.map { dot($0, gradient) }).solution()
            var step = gradient
            for (row, factor) in zip(references, v) { step = zip(step, row).map { $0 + factor * $1 } }
            for (value, expected) in zip(step, exactStep(gradient, references)) {
                #expect(abs(value - expected) < 1e-9)
            }
        }
    }

    @Test("a reference too small to point anywhere changes nothing, and makes no gradient infinite")
    func vanishing() {
        let g = FloatVector([-1, 0, 1])
        let tiny = FloatVector([.leastNonzeroMagnitude, 0, 0])
        var (average, exact) = (g, g)
        backend.project(&average, awayFrom: tiny)
        backend.project(&exact, awayFrom: [tiny, FloatVector([0, 1, 0])], margin: 0.5)
        #expect(average == g)
        #expect(exact.elements.allSatisfy { $0.isFinite })
    }

    @Test("A-GEM's is GEM's with a single earlier task, and leaves nothing against it")
    func average() {
        for seed in 0..<50 {
            let pair = vectors(2, seed: 1000 + seed)
            var (average, exact) = (pair[0], pair[0])
            backend.project(&average, awayFrom: pair[1])
            backend.project(&exact, awayFrom: [pair[1]], margin: 0)
            for (x, y) in zip(average.elements, exact.elements) { #expect(abs(x - y) < 1e-6) }
            #expect(backend.dot(average, pair[1]) > -1e-6)
        }
    }

    @Test("a gradient that violates nothing stays as it is, to the bit, whatever the margin")
    func nothingViolated() {
        for seed in 0..<50 {
            let all = vectors(3, seed: 2000 + seed)
            var aligned = all
            for index in 1...2 where backend.dot(all[0], all[index]) < 0 { backend.scale(&aligned[index], by: -1) }
            var (average, exact) = (all[0], all[0])
            backend.project(&average, awayFrom: aligned[1])
            backend.project(&exact, awayFrom: Array(aligned.dropFirst()), margin: 0.5)
            #expect(average == all[0] && exact == all[0])
        }
    }

    @Test("the margin goes that share of each reference further")
    func margin() {
        let gradient = FloatVector([-1, 2])
        var projected = gradient
        backend.project(&projected, awayFrom: [FloatVector([2, 0])], margin: 0.25)
        #expect(projected.elements == [0.5, 2])
    }

    @Test("beside equal, opposite, zero and broken references the others count as ever")
    func degenerate() {
        let g = FloatVector([-1, 0, 1])
        let x = FloatVector([1, 0, 0])
        let broken = [0, -.nan, .infinity, -.infinity].map { FloatVector([$0, 0, 0]) }
        for other in [x, g, FloatVector([0, 1, 0])] + broken {
            var gradient = g
            backend.project(&gradient, awayFrom: [other, x], margin: 0)
            #expect(gradient.elements == [0, 0, 1], "beside \(other.elements)")
        }
    }

    @Test("the gradient of stored rows is the mean over all of them, in however many batches")
    func storedGradient() throws {
        var bench = try Bench()
        let rows = (0..<20).map { Int32($0 * 3) }
        var computed = bench.state.network.architecture.zeros
        bench.state.gradient(ofRows: rows, into: &computed)
        var mean = bench.state.network.architecture.zeros
        var single = mean
        for row in rows {
            bench.state.gradient(ofRows: [row], into: &single)
            backend.add(single, scaledBy: 1 / 20, to: &mean)
        }
        for (x, y) in zip(computed.elements, mean.elements) { #expect(abs(x - y) < 1e-6) }
    }

    @Test("the memory has an equal share of examples of each task, all of that task")
    func memory() throws {
        var bench = try Bench()
        var strategy = try Bench.make(GEM.self, [.init("buffer", .integer(20))])
        for task in [2, 0] { bench.learn(task, &strategy) }
        #expect(strategy.memory.tasks.map(\.count) == [6, 6])
        for (task, rows) in zip([2, 0], strategy.memory.tasks) {
            #expect(Set(rows).count == 6)
            #expect(rows.allSatisfy { bench.state.stream.tasks[task].train.contains(Int($0)) })
        }
    }
}
