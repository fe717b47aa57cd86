internal import Experiments

extension SweepReader {
    /// Notes a mistake.
    mutating func report(_ code: String, _ message: String, hint: String? = nil, at place: Place) {
        // What cannot be seen explains more than what can.
        let hint = file.strangeness(ofLine: place.line) ?? hint
        mistakes.append(LetheError(code, message, hint: hint, at: location(place)))
    }

    /// Notes something odd.
    mutating func warn(_ code: String, _ message: String, at place: Place) {
        warnings.append(LetheError(code, message, at: location(place)))
    }

    /// Notes that a key's value is not what it must be.
    mutating func reportType(_ key: String, _ expectation: String, _ node: Node, hint: String? = nil) {
        report("sweep.value", "`\(key)` must be \(expectation), but is \(node.description)", hint: hint, at: node.place)
    }

    /// Notes a value that is a mapping of another tool's, and says whether it is one.
    mutating func reportForeign(_ entry: Node.Entry) -> Bool {
        guard case .mapping(let entries) = entry.value.content, let hint = ForeignSyntax.hint(forMapping: entries)
        else { return false }
        report(
            "sweep.foreign-syntax",
            "`\(entry.key)` is written as another tool would have it",
            hint: hint,
            at: entry.value.place
        )
        return true
    }

    /// A place in this file.
    func location(_ place: Place) -> LetheError.Location {
        .init(file: file.name, line: place.line, column: place.column)
    }

    /// The entries of a mapping by key; unknown ones are reported with the nearest known key.
    mutating func entries(of node: Node, named name: String, keys: [String]) -> [String: Node.Entry]? {
        guard case .mapping(let entries) = node.content else {
            if node.isNothing { return [:] }
            report(
                "sweep.value",
                "\(name) must be a mapping of keys to values, but is \(node.description)",
                hint: "its keys are " + list(keys),
                at: node.place
            )
            return nil
        }
        var known: [String: Node.Entry] = [:]
        for entry in entries {
            if keys.contains(entry.key) {
                known[entry.key] = entry
            } else {
                reportUnknown(entry, in: name, keys)
            }
        }
        return known
    }

    private mutating func reportUnknown(_ entry: Node.Entry, in name: String, _ keys: [String]) {
        let hint: String
        if entry.key == "probes" {
            report(
                "sweep.not-available",
                "`probes` are not available in this version",
                hint: "take the section out",
                at: entry.place
            )
            return
        } else if let foreign = ForeignWords.hint(forKey: entry.key, among: keys) {
            hint = foreign
        } else if let nearest = NearestName.of(entry.key, among: keys) {
            hint = "did you mean `\(nearest)`?"
        } else if let field = Field.all.first(where: { $0.name == entry.key }) {
            hint = "`\(entry.key)` belongs in `\(field.section.rawValue)`"
        } else {
            hint = "the keys are " + list(keys)
        }
        report(
            "sweep.unknown-key",
            "unknown key `\(StrangeCharacter.shown(entry.key))` in \(name)",
            hint: hint,
            at: entry.place
        )
    }

    /// Names for a message.
    func list(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
