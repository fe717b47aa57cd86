/// A colour that may differ between the light and the dark theme.
struct Paint: Hashable, Sendable {
    var light: Color
    var dark: Color

    init(light: Color, dark: Color) {
        self.light = light
        self.dark = dark
    }

    init(_ color: Color) {
        self.init(light: color, dark: color)
    }

    /// As style sheets write it.
    var css: String {
        light == dark ? light.hex : "light-dark(\(light.hex),\(dark.hex))"
    }

    /// What can be read on this paint.
    var readableInk: Paint {
        Paint(light: light.readableInk, dark: dark.readableInk)
    }

    /// How many categories can be told apart.
    static let categoryCount = 6

    /// Categories, in the colours of Okabe & Ito 2008, each theme in the order that stands out best from its ground.
    static func category(_ index: Int) -> Paint {
        let light = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9]
        let dark = [0x56B4E9, 0xE69F00, 0x009E73, 0xCC79A7, 0xD55E00, 0xF0E442]
        return Paint(light: Color(hex: light[index % light.count]), dark: Color(hex: dark[index % dark.count]))
    }
}
