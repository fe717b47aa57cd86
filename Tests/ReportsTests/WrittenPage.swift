/// What a parser would see of a page: elements, attributes, and what is not closed in order.
struct WrittenPage {
    private(set) var elements: Set<String> = []
    private(set) var attributes: Set<String> = []
    private(set) var ids: [String] = []
    private(set) var links: [String] = []
    private(set) var mistakes: [String] = []
    private var open: [String] = []

    init(_ html: String) {
        // Bytes, since walking over characters takes seconds in a debug build.
        let bytes = Array(html.utf8)
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
            let tag = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
            index = end + 1
            read(tag)
            if ["script", "style"].contains(open.last), !tag.hasPrefix("/") {
                // What stands in scripts and style sheets is no markup.
                while index + 1 < bytes.count,
                    !(bytes[index] == UInt8(ascii: "<") && bytes[index + 1] == UInt8(ascii: "/"))
                {
                    index += 1
                }
            }
        }
        mistakes += open.map { "<\($0)> is not closed" }
    }

    private mutating func read(_ tag: String) {
        if tag.hasPrefix("!") { return }
        let name = String(tag.drop { $0 == "/" }.prefix { !$0.isWhitespace })
        if tag.hasPrefix("/") {
            if open.last == name { open.removeLast() } else { mistakes.append("</\(name)> in the wrong place") }
            return
        }
        elements.insert(name)
        if name != "meta" { open.append(name) }
        // Values are quoted and hold no quotation mark, so names and values alternate.
        let parts = tag.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
        for pair in stride(from: 0, to: parts.count - 1, by: 2) {
            let attribute = parts[pair].trimmingPrefix { $0 == " " }.dropLast()
            let value = String(parts[pair + 1])
            attributes.insert(String(attribute))
            if attribute == "id" { ids.append(value) }
            if attribute == "href" || attribute == "src" { links.append(value) }
        }
    }
}
