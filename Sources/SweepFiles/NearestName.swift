/// Finds the name that was probably meant by a misspelt one.
enum NearestName {
    /// The candidate that is reached by the fewest edits, if they are few for the length of the word.
    static func of(_ word: String, among candidates: [String]) -> String? {
        guard word.count <= 64 else { return nil }
        let ranked = candidates.map { (name: $0, edits: edits(Array(word.lowercased().utf8), Array($0.utf8))) }
        guard let best = ranked.min(by: { $0.edits < $1.edits }) else { return nil }
        return best.edits <= max(1, max(word.count, best.name.count) / 3) ? best.name : nil
    }

    /// The Damerau-Levenshtein distance: insertions, deletions, replacements and swaps of neighbours.
    private static func edits(_ word: [UInt8], _ name: [UInt8]) -> Int {
        var rows = [Array(0...name.count)]
        for i in word.indices {
            var row = [i + 1]
            for j in name.indices {
                let replaced = rows[i][j] + (word[i] == name[j] ? 0 : 1)
                var fewest = min(replaced, rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, word[i] == name[j - 1], word[i - 1] == name[j] {
                    fewest = min(fewest, rows[i - 1][j - 1] + 1)
                }
                row.append(fewest)
            }
            rows.append(row)
        }
        return rows[word.count][name.count]
    }
}
