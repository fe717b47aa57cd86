internal import Foundation

/// A colour in sRGB, each channel from 0 to 1.
struct Color: Hashable, Sendable {
    var red: Double
    var green: Double
    var blue: Double

    init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A colour as style sheets write it: 0xRRGGBB.
    init(hex: Int) {
        self.init(
            red: Double(hex >> 16 & 255) / 255,
            green: Double(hex >> 8 & 255) / 255,
            blue: Double(hex & 255) / 255
        )
    }

    /// `#rrggbb`.
    var hex: String {
        "#"
            + [red, green, blue].map { channel in
                let digits = String(Int((min(1, max(0, channel)) * 255).rounded()), radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }

    /// Relative luminance (WCAG 2.2).
    var luminance: Double {
        let linear = [red, green, blue].map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// Contrast ratio with another colour, from 1 to 21 (WCAG 2.2).
    func contrast(with other: Color) -> Double {
        let (lighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// Black or white, whichever reads better on this colour: its contrast is never below 4.5.
    var readableInk: Color {
        let (dark, light) = (Color(hex: 0x000000), Color(hex: 0xFFFFFF))
        return contrast(with: dark) >= contrast(with: light) ? dark : light
    }
}

extension Color {
    /// A colour by perceived lightness (0 to 1), chroma and hue in degrees, in OKLCH (Ottosson 2020). Chroma that a
    /// screen cannot show is reduced until it can, at the same lightness and hue.
    init(lightness: Double, chroma: Double, hue: Double) {
        var chroma = chroma
        var color = Color.oklch(lightness, chroma, hue)
        while !color.isDisplayable, chroma > 0 {
            chroma = max(0, chroma - 0.002)
            color = Color.oklch(lightness, chroma, hue)
        }
        self = color
    }

    private var isDisplayable: Bool {
        [red, green, blue].allSatisfy { (-0.0005...1.0005).contains($0) }
    }

    private static func oklch(_ lightness: Double, _ chroma: Double, _ hue: Double) -> Color {
        let a = chroma * cos(hue * .pi / 180)
        let b = chroma * sin(hue * .pi / 180)
        let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        return Color(
            red: encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
            green: encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
            blue: encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)
        )
    }

    private static func cube(_ value: Double) -> Double { value * value * value }

    /// The sRGB transfer function.
    private static func encoded(_ linear: Double) -> Double {
        linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1 / 2.4) - 0.055
    }
}
