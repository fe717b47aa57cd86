/// How wide text will be, roughly: figures are laid out without a font at hand.
enum TextWidth {
    /// A generous estimate for a sans-serif font of a size in pixels.
    static func of(_ text: String, size: Double) -> Double {
        text.reduce(0) { width, character in
            width + (narrow.contains(character) ? 0.33 : wide.contains(character) ? 0.88 : 0.6)
        } * size
    }

    private static let narrow: Set<Character> = [
        "i", "l", "j", "t", "f", "r", " ", ".", ",", ":", "-", "(", ")", "|", "'", "·",
    ]
    private static let wide: Set<Character> = ["m", "w", "M", "W", "@", "%", "="]

    /// The text, cut with an ellipsis where it would be wider.
    static func fitted(_ text: String, size: Double, width: Double) -> String {
        guard of(text, size: size) > width else { return text }
        var kept = text
        while !kept.isEmpty, of(kept + "…", size: size) > width { kept.removeLast() }
        return kept + "…"
    }
}
