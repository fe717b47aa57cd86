import Statistics
import Testing

@Suite("Student's t")
struct StudentTTests {
    @Test(
        "the two-sided 95 % points are those of every printed table",
        arguments: [
            (1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (5, 2.5706), (9, 2.2622), (10, 2.2281), (30, 2.0423),
            (120, 1.9799),
        ]
    )
    func table95(degreesOfFreedom: Int, point: Double) {
        #expect(abs(StudentT(degreesOfFreedom: degreesOfFreedom).halfWidth(level: 0.95) - point) < 6e-5)
    }

    @Test("and the 99 % points", arguments: [(1, 63.6567), (4, 4.6041), (7, 3.4995), (60, 2.6603)])
    func table99(degreesOfFreedom: Int, point: Double) {
        #expect(abs(StudentT(degreesOfFreedom: degreesOfFreedom).halfWidth(level: 0.99) - point) < 6e-5)
    }

    @Test("with many degrees of freedom it is the normal distribution")
    func normalLimit() {
        #expect(abs(StudentT(degreesOfFreedom: 1_000_000).halfWidth(level: 0.95) - 1.95996) < 3e-4)
    }

    @Test("with one degree it is Cauchy's distribution: half lies within 1")
    func cauchy() {
        #expect(abs(StudentT(degreesOfFreedom: 1).probability(within: 1) - 0.5) < 1e-12)
        #expect(abs(StudentT(degreesOfFreedom: 2).probability(within: 1) - 1 / 3.0.squareRoot()) < 1e-12)
    }

    @Test("the interval for the mean of 1 2 3 4 5 is 3 plus or minus 1.9632")
    func interval() throws {
        let interval = try #require(Moments([1, 2, 3, 4, 5]).confidenceInterval())
        #expect(abs(interval.lower - 1.03676) < 1e-4)
        #expect(abs(interval.upper - 4.96324) < 1e-4)
        #expect(interval.contains(3) && !interval.contains(5))
        #expect(interval.overlaps(Interval(lower: 4, upper: 8, level: 0.95)))
        #expect(!interval.overlaps(Interval(lower: 5, upper: 8, level: 0.95)))
    }
}
