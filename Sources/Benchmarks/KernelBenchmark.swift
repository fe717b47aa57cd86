public import Kernels

/// The parts of training that are timed.
enum KernelPhase: String, CaseIterable {
    case forward
    case weightGradient = "weight_gradient"
    case inputGradient = "input_gradient"
    case evaluation
    case step
}

/// Times the kernels on one core, as shares of the peak that the same core reaches with data in registers.
///
/// Each figure is the upper quartile of several short runs, and the peak is measured between them, in processor time,
/// so that other work on the machine disturbs little and both alike.
public struct KernelBenchmark: Sendable {
    /// A network and batch size to be timed.
    public struct Case: Sendable, Hashable {
        /// `fashion` or `digits`.
        public var network: String
        /// The number of features.
        public var inputs: Int
        /// The number of hidden layers.
        public var layers: Int
        /// Examples of a training step.
        public var batch: Int
        /// The width of the hidden layers.
        public var width: Int
    }

    /// The networks: 784-[w,w]-10 over batch and width, and the quickstart's 64-[64]-10 with batch 16.
    public static let cases: [Case] =
        [1, 10, 16, 32, 128].flatMap { batch in
            [16, 64, 256, 1024, 2048].map { width in
                Case(network: "fashion", inputs: 784, layers: 2, batch: batch, width: width)
            }
        } + [Case(network: "digits", inputs: 64, layers: 1, batch: 16, width: 64)]

    /// The longest that one figure may take, in seconds.
    public var budget: Double

    private let clock = ContinuousClock()

    /// A benchmark that spends about `budget` seconds on each figure.
    public init(budget: Double = 0.15) {
        self.budget = budget
    }

    /// Times all cases on each backend, portable code up to width 256.
    ///
    /// - Parameter progress: told what is timed next.
    public func run(
        cases: [Case] = Self.cases,
        on backends: [Backend] = Backend.all,
        progress: (String) -> Void
    ) -> KernelReport {
        var report = KernelReport(peakGflops: 0, rows: [])
        for backend in backends {
            let name = backend.instructionSet.rawValue
            var peaks = Speeds()
            var rows: [KernelReport.Row] = []
            for item in cases where backend.instructionSet != .portable || item.width <= 256 {
                progress("\(name) \(item.network), batch \(item.batch), width \(item.width)")
                rows += time(item, backend: backend, peaks: &peaks)
            }
            let peak = peaks.typical
            for index in rows.indices { rows[index].share = rows[index].gflops / peak }
            report.rows += rows
            report.peakGflops = max(report.peakGflops, peak)
        }
        return report
    }

    /// Speeds of all phases of a case, and of the peak at the same time.
    private func time(_ item: Case, backend: Backend, peaks: inout Speeds) -> [KernelReport.Row] {
        let hidden = Array(repeating: item.width, count: item.layers)
        var subject = KernelSubject(inputs: item.inputs, hidden: hidden, batch: item.batch, backend: backend)
        return KernelPhase.allCases.map { phase in
            let operations = subject.operations(of: phase)
            let once = ProcessorTime.measure { subject.run(phase) }
            // Runs of about a millisecond: long against the clock, short against other work on the machine.
            let repetitions = max(1, Int(1e-3 / max(once, 1e-7)))
            var speeds = Speeds()
            let start = clock.now
            repeat {
                let time = ProcessorTime.measure { for _ in 0..<repetitions { subject.run(phase) } }
                speeds.add(operations * Double(repetitions) / time / 1e9)
                peaks.add(measurePeak(of: backend))
            } while start.duration(to: clock.now) < .seconds(budget)
            return KernelReport.Row(
                isa: backend.instructionSet.rawValue,
                network: item.network,
                batch: item.batch,
                width: item.width,
                phase: phase.rawValue,
                gflops: speeds.typical,
                share: 0
            )
        }
    }

    /// GFLOP/s of fused multiply-adds on registers, over about a fifth of a millisecond.
    private func measurePeak(of backend: Backend) -> Double {
        let rounds = backend.instructionSet == .portable ? 2_000 : 100_000
        var operations = 0.0
        let time = ProcessorTime.measure { operations = backend.spin(rounds: rounds) }
        return operations / time / 1e9
    }
}
