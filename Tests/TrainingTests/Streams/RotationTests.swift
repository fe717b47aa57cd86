import Experiments
import Foundation
import Hashing
import Kernels
import Testing

@testable import Training

@Suite("Rotated images")
struct RotationTests {
    private func turned(_ image: [Float], by degrees: Double, height: Int, width: Int) -> [Float] {
        var result = [Float](repeating: -1, count: image.count)
        Rotation(degrees: degrees, height: height, width: width).apply(to: image, into: &result)
        return result
    }

    @Test("sine and cosine are exact at right angles and agree with libm elsewhere")
    func trigonometry() {
        for (degrees, sine, cosine) in [(0.0, 0.0, 1.0), (90, 1, 0), (180, 0, -1), (270, -1, 0), (360, 0, 1)] {
            let result = sineAndCosine(ofDegrees: degrees)
            #expect(result.sine == sine && result.cosine == cosine)
        }
        for tenth in 0...3600 {
            let degrees = Double(tenth) / 10
            let result = sineAndCosine(ofDegrees: degrees)
            #expect(abs(result.sine - sin(degrees * .pi / 180)) < 2e-15)
            #expect(abs(result.cosine - cos(degrees * .pi / 180)) < 2e-15)
        }
    }

    @Test("a right angle turns counter-clockwise without any blur")
    func rightAngle() {
        let image: [Float] = [
            1, 2, 3,
            4, 5, 6,
            7, 8, 9,
        ]
        #expect(turned(image, by: 90, height: 3, width: 3) == [3, 6, 9, 2, 5, 8, 1, 4, 7])
        #expect(turned(image, by: 180, height: 3, width: 3) == [9, 8, 7, 6, 5, 4, 3, 2, 1])
        #expect(turned([1, 2, 3, 4], by: 90, height: 2, width: 2) == [2, 4, 1, 3])
    }

    @Test("45 degrees: the centre stays, an edge becomes a corner's neighbour by bilinear weights")
    func diagonal() {
        // A single bright pixel right of the centre of a 3 x 3 image. The source of the upper right corner (1, -1) lies
        // at (sqrt 2, 0), of which 2 - sqrt 2 is the bright pixel's; that of (1, 0) at (sqrt 1/2, sqrt 1/2).
        let image: [Float] = [0, 0, 0, 0, 0, 1, 0, 0, 0]
        let result = turned(image, by: 45, height: 3, width: 3)
        let half = 0.5.squareRoot()
        #expect(abs(Double(result[2]) - (2 - 2.0.squareRoot())) < 1e-6)
        #expect(abs(Double(result[5]) - half * (1 - half)) < 1e-6)
        #expect(result[4] == 0 && result[0] == 0 && result[6] == 0)
        #expect(turned([0, 0, 0, 0, 8, 0, 0, 0, 0], by: 45, height: 3, width: 3)[4] == 8)
    }

    @Test("angles are spaced evenly from 0 to the last, both included")
    func angles() throws {
        let data = TinyData.images(height: 4, width: 4)
        var settings = TinyData.experiment(on: data, tasks: 3, kind: .rotated).stream
        settings.maxAngle = 180
        let stream = try TaskStream(settings, from: data)
        let tasks = stream.tasks.map { task in stream.train.features[row: task.train.lowerBound] }
        #expect(tasks[1] == turned(tasks[0], by: 90, height: 4, width: 4))
        #expect(tasks[2] == tasks[0].reversed())
    }
}
