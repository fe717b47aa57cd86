/// A rotation of images about their centre, counter-clockwise, by bilinear interpolation; outside of the image is 0.
struct Rotation: Sendable {
    /// The four neighbours of a point and what each contributes; a neighbour outside of the image has weight 0.
    private struct Tap: Sendable {
        var sources: SIMD4<Int32>
        var weights: SIMD4<Float>
    }

    private let taps: [Tap]

    /// A rotation of images of `height` rows of `width` pixels.
    init(degrees: Double, height: Int, width: Int) {
        let (sine, cosine) = sineAndCosine(ofDegrees: degrees)
        let (centreX, centreY) = (Double(width - 1) / 2, Double(height - 1) / 2)
        var taps: [Tap] = []
        taps.reserveCapacity(height * width)
        for row in 0..<height {
            for column in 0..<width {
                // Rows count downwards, so the point that comes to lie here is found by turning clockwise on the
                // screen.
                let (x, y) = (Double(column) - centreX, Double(row) - centreY)
                let sourceX = cosine * x - sine * y + centreX
                let sourceY = sine * x + cosine * y + centreY
                taps.append(Rotation.tap(x: sourceX, y: sourceY, height: height, width: width))
            }
        }
        self.taps = taps
    }

    private static func tap(x: Double, y: Double, height: Int, width: Int) -> Tap {
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (right, below) = (x - left, y - top)
        var tap = Tap(sources: .zero, weights: .zero)
        for corner in 0..<4 {
            let (stepX, stepY) = (corner % 2, corner / 2)
            let (column, row) = (Int(left) + stepX, Int(top) + stepY)
            guard (0..<width).contains(column), (0..<height).contains(row) else { continue }
            tap.sources[corner] = Int32(row * width + column)
            tap.weights[corner] = Float((stepX == 1 ? right : 1 - right) * (stepY == 1 ? below : 1 - below))
        }
        return tap
    }

    /// Writes the turned `image` to `result`.
    func apply(to image: [Float], into result: inout [Float]) {
        for (pixel, tap) in taps.enumerated() {
            var sum: Float = 0
            for corner in 0..<4 { sum += tap.weights[corner] * image[Int(tap.sources[corner])] }
            result[pixel] = sum
        }
    }
}

/// Sine and cosine by their series, exact at multiples of 90 degrees.
///
/// libm's differ in the last bit between systems, and every bit of an image reaches an outcome.
func sineAndCosine(ofDegrees degrees: Double) -> (sine: Double, cosine: Double) {
    let quarters = (degrees / 90).rounded()
    let radians = (degrees - 90 * quarters) * (Double.pi / 180)  // within ±pi/4
    let square = radians * radians
    var (sine, cosine) = (0.0, 0.0)
    // Horner from the term of order 21 (20) on, below 1e-20 of the first.
    for order in stride(from: 20.0, through: 2, by: -2) {
        sine = -square / (order * (order + 1)) * (1 + sine)
        cosine = -square / (order * (order - 1)) * (1 + cosine)
    }
    (sine, cosine) = (radians * (1 + sine), 1 + cosine)
    switch Int(quarters) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
}
