/// A line for a terminal, in which colours take no room.
struct TerminalLine {
    /// What is shown, a character and the codes before it at a time.
    private var cells: [(codes: String, character: Character)] = []
    /// Codes after the last character.
    private var rest = ""

    /// Takes a text apart. Codes are what ECMA-48 calls control sequences: escape, `[`, and all up to a letter.
    init(_ text: String) {
        var characters = text[...]
        while let character = characters.popFirst() {
            guard character == "\u{1B}" else {
                cells.append((rest, character))
                rest = ""
                continue
            }
            let end = characters.firstIndex { $0.isLetter } ?? characters.endIndex
            rest += "\u{1B}" + characters[..<end]
            characters = characters[end...]
            if let letter = characters.popFirst() { rest.append(letter) }
        }
    }

    /// Columns that it takes.
    var width: Int { cells.count }

    /// As much of it as there are columns for; where it is cut stands an ellipsis, and no colour goes on behind it.
    func fitting(columns: Int) -> String {
        guard width > columns else { return text(of: cells) + rest }
        guard columns > 0 else { return "" }
        let hasCodes = cells.contains { !$0.codes.isEmpty }
        return text(of: cells.prefix(columns - 1)) + (hasCodes ? "\u{1B}[0m" : "") + "…"
    }

    private func text(of cells: some Sequence<(codes: String, character: Character)>) -> String {
        cells.reduce(into: "") { $0 += $1.codes + String($1.character) }
    }
}
