import Testing

@testable import Reports

@Suite("Colours")
struct ColorTests {
    private let shares = (0...40).map { Double($0) / 40 }

    @Test("OKLCH: no chroma is grey, lightness 1 is white, and red has the published coordinates")
    func knownColors() {
        #expect(Color(lightness: 1, chroma: 0, hue: 0).hex == "#ffffff")
        #expect(Color(lightness: 0, chroma: 0, hue: 0).hex == "#000000")
        #expect(Color(lightness: 0.62796, chroma: 0.25768, hue: 29.234).hex == "#ff0000")
    }

    @Test("WCAG contrast of black on white is 21")
    func contrast() {
        #expect(abs(Color(hex: 0).contrast(with: Color(hex: 0xFFFFFF)) - 21) < 1e-9)
    }

    @Test("the sequential scale gets lighter at every step, so order survives without hue")
    func monotone() {
        let luminances = shares.map { ColorScale.sequential.paint(at: $0).light.luminance }
        for (one, next) in zip(luminances, luminances.dropFirst()) { #expect(next > one) }
    }

    @Test("what is written on a field can be read, on every colour of every scale and theme")
    func readable() {
        for scale in [ColorScale.sequential, .diverging] {
            for share in shares {
                let paint = scale.paint(at: share)
                #expect(paint.light.contrast(with: paint.readableInk.light) >= 4.5)
                #expect(paint.dark.contrast(with: paint.readableInk.dark) >= 4.5)
            }
        }
    }

    @Test("ordered lines stand out from the ground of their theme")
    func series() {
        for index in 0..<8 {
            let paint = ColorScale.series(index, of: 8)
            #expect(paint.light.contrast(with: Color(hex: 0xFFFFFF)) >= 1.9)
            #expect(paint.dark.contrast(with: Color(hex: 0x14171B)) >= 2.5)
        }
    }

    @Test("shares outside the scale are clamped")
    func clamped() {
        #expect(ColorScale.sequential.paint(at: -3) == ColorScale.sequential.paint(at: 0))
        #expect(ColorScale.sequential.paint(at: 9) == ColorScale.sequential.paint(at: 1))
    }
}
