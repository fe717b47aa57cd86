import Foundation
import Testing

@testable import Kernels

@Suite("exp, log and tanh")
struct ElementaryTests {
    /// Every 65,521st float, with the edges of all cases.
    private let arguments: [Float] =
        stride(from: UInt32(0), to: UInt32.max - 65_521, by: 65_521).map { Float(bitPattern: $0) }
        .filter { !$0.isNaN } + [
            0, -0, 1, -1, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
            .leastNormalMagnitude,
            88.72283, 88.72284, -87.33655, -103.97, -103.98, -104, 0.625, -0.625, 0.62499994, 9.02,
        ]

    @Test("the kernels give the bits of the scalar functions", arguments: Backend.all)
    func kernels(backend: Backend) {
        let x = FloatVector(arguments)
        #expect(same(backend.exp(x).elements, arguments.map(Elementary.exp)))
        #expect(same(backend.log(x).elements, arguments.map(Elementary.log)))
        #expect(same(backend.tanh(x).elements, arguments.map(Elementary.tanh)))
    }

    @Test("errors stay within the documented bounds")
    func errors() {
        for x in arguments {
            let wide = Double(x)
            if x.magnitude < 88 { #expect(error(Elementary.exp(x), Foundation.exp(wide)) <= 1) }
            if x > 0 && x.isFinite { #expect(error(Elementary.log(x), Foundation.log(wide)) <= 1) }
            #expect(error(Elementary.tanh(x), Foundation.tanh(wide)) <= 1.5)
        }
    }

    @Test("the edges are those of mathematics")
    func edges() {
        #expect(Elementary.exp(0) == 1 && Elementary.exp(-.infinity) == 0 && Elementary.exp(.infinity) == .infinity)
        #expect(Elementary.exp(88.72284) == .infinity && Elementary.exp(88.72283).isFinite)
        #expect(Elementary.exp(-103.97) == .leastNonzeroMagnitude && Elementary.exp(-104) == 0)
        #expect(Elementary.log(1) == 0 && Elementary.log(0) == -.infinity && Elementary.log(-1).isNaN)
        #expect(Elementary.log(.infinity) == .infinity)
        #expect(Elementary.tanh(.infinity) == 1 && Elementary.tanh(-20) == -1 && Elementary.tanh(0) == 0)
        #expect(Elementary.exp(.nan).isNaN && Elementary.log(.nan).isNaN && Elementary.tanh(.nan).isNaN)
    }

    @Test("gelu and its derivative stay finite and right far from zero", arguments: Backend.all)
    func gelu(backend: Backend) {
        let row: [Float] = [-1e30, -1e4, -20, -5, 0, 5, 20, 1e4, 1e30]
        let sums = PanelMatrix(RowMatrix(rows: 1, columns: 9, elements: row), capacity: 1)
        var values = sums
        backend.apply(.gelu, sums: sums, output: &values)
        #expect(values[0, 0] == 0 && values[0, 1] == 0 && values[0, 8] == 1e30 && values[0, 7] == 1e4)
        #expect(abs(values[0, 3] + 2.2918e-7) < 1e-10 && values[0, 4] == 0 && abs(values[0, 5] - 5) < 5e-7)
        var slopes = PanelMatrix(RowMatrix(rows: 1, columns: 9, elements: row.map { _ in 1 }), capacity: 1)
        backend.multiplyByDerivative(of: .gelu, saved: sums, delta: &slopes)
        #expect(abs(slopes[0, 0]) < 1e-30 && abs(slopes[0, 1]) < 1e-30 && slopes[0, 4] == 0.5)
        #expect(slopes[0, 7] == 1 && slopes[0, 8] == 1)
    }

    private func same(_ left: [Float], _ right: [Float]) -> Bool {
        zip(left, right).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
    }

    /// In units in the last place of the exact value.
    private func error(_ computed: Float, _ exact: Double) -> Double {
        abs(Double(computed) - exact) / Double(Float(exact).ulp)
    }
}
