import Testing

@testable import Benchmarks

@Suite("What is told of many measurements")
struct StatisticTests {
    @Test("of speeds: a few absurd ones and many slow ones move nothing")
    func speeds() {
        var speeds = Speeds()
        for _ in 0..<600 { speeds.add(308) }
        for _ in 0..<5 { speeds.add(673) }
        for index in 0..<400 { speeds.add(100 + Double(index % 50)) }
        #expect(speeds.typical == 308)
        #expect(Speeds().typical == 0)
    }

    @Test("of times: equal ones are believed at once, and an outlier changes nothing")
    func steady() {
        var times = [0.01, 0.01, 9, 0.01, 0.01, 0.01, 0.01, 0.01][...]
        var steadily = SteadyTime()
        steadily.patience = 100
        #expect(steadily.median { times.removeFirst() } == 0.01)
        #expect(times.count == 3)
    }

    @Test("of times: what differs is measured until its median is known, or until patience ends")
    func unsteady() {
        let cycle = [1.0, 1.1, 0.9, 1.3, 0.7, 1.2, 0.8]
        var count = 0
        var patient = SteadyTime()
        patient.patience = .infinity
        let median = patient.median {
            count += 1
            return cycle[count % cycle.count]
        }
        #expect(median == 1)
        // The quartiles lie 0.4 apart, at 0.8 and 1.2: (0.4 / 0.02)^2 measurements.
        #expect((380...420).contains(count))

        count = 0
        var impatient = SteadyTime()
        impatient.patience = 2.5
        _ = impatient.median {
            count += 1
            return cycle[count % cycle.count]
        }
        #expect(count == 3)
    }
}
