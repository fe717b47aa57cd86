import Experiments
import Foundation
import Testing

@testable import Fleet

@Suite("The cost of an attempt", .serialized)
struct CostMeterTests {
    @Test("counts this thread's processor time and the time that passes")
    func times() throws {
        let meter = CostMeter()
        let other = InBackground { while !Self.hasBurned(milliseconds: 50) {} }
        try other.value()
        usleep(5000)
        let idle = meter.cost(operations: 1)
        while meter.cost(operations: 0).cpuSeconds < idle.cpuSeconds + 0.02 {}
        let busy = meter.cost(operations: 2)

        #expect(idle.operations == 1)
        #expect(idle.wallSeconds >= 0.055)
        #expect(busy.cpuSeconds >= idle.cpuSeconds + 0.02)
        #expect(busy.wallSeconds >= idle.wallSeconds + 0.02)
    }

    private static func hasBurned(milliseconds: Double) -> Bool {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6 >= milliseconds
    }

    @Test("takes the memory's high-water mark anew for every job")
    func memory() {
        let large = 64 << 20
        let meter = CostMeter()
        let before = meter.cost(operations: 0).peakMemoryBytes
        #expect(before > 0)
        #expect([UInt8](repeating: 1, count: large).last == 1)
        let peak = meter.cost(operations: 0).peakMemoryBytes
        #expect(peak >= large)
        #expect(CostMeter().cost(operations: 0).peakMemoryBytes <= peak - large / 2)
    }
}
