/// A colour for every share from 0 to 1.
enum ColorScale: Hashable, Sendable {
    /// From dark violet over teal to light yellow: lightness rises evenly, so that order survives any colour vision and
    /// grey print.
    case sequential
    /// From blue over neutral at one half to orange.
    case diverging

    /// The colour at a share; shares outside are clamped.
    func paint(at share: Double) -> Paint {
        let share = min(1, max(0, share))
        switch self {
        case .sequential:
            return Paint(Self.sequential(at: share))
        case .diverging:
            return Paint(
                light: Self.diverging(at: share, middle: 0.97, end: 0.62),
                dark: Self.diverging(at: share, middle: 0.30, end: 0.72)
            )
        }
    }

    /// Ordered series on the page's ground: the part of the sequential scale that stands out from it.
    static func series(_ index: Int, of count: Int) -> Paint {
        let share = count > 1 ? Double(index) / Double(count - 1) : 0.4
        return Paint(light: sequential(at: 0.04 + 0.70 * share), dark: sequential(at: 0.36 + 0.62 * share))
    }

    private static func sequential(at share: Double) -> Color {
        // Hue runs 305 -> 195 -> 105 degrees; chroma swells in the middle, where screens have room for it.
        let hue = share < 0.55 ? 305 - 110 * (share / 0.55) : 195 - 90 * ((share - 0.55) / 0.45)
        let chroma = 0.115 + 0.06 * share
        return Color(lightness: 0.27 + 0.65 * share, chroma: chroma, hue: hue)
    }

    private static func diverging(at share: Double, middle: Double, end: Double) -> Color {
        let distance = abs(share - 0.5) * 2
        return Color(
            lightness: middle + (end - middle) * distance,
            chroma: 0.15 * distance,
            hue: share < 0.5 ? 250 : 55
        )
    }
}
