internal import Experiments

extension Axis {
    /// The name as titles and sentences write it.
    var words: String {
        field.name == "hidden" ? "hidden width" : field.name.replacing("_", with: " ")
    }

    /// The name for more than one level.
    var plural: String {
        if field.name == "tasks" { return "kinds of tasks" }
        return words.hasSuffix("y") ? words.dropLast() + "ies" : words.hasSuffix("s") ? words : words + "s"
    }

    /// All levels as figures write them.
    var labels: [String] { (0..<count).map(label) }

    /// The levels as numbers, where each of them is one number: for widths, the number of hidden units of one layer.
    var numbers: [Double]? {
        var numbers: [Double] = []
        for index in 0..<count {
            switch level(at: index).value {
            case .integer(let value): numbers.append(Double(value))
            case .number(let value): numbers.append(Double(value))
            case .widths(let widths) where widths.count == 1: numbers.append(Double(widths[0]))
            default: return nil
            }
        }
        return numbers
    }
}
