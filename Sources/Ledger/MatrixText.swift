internal import Experiments

extension TaskMatrix {
    /// The matrix as JSON, row 0 first: `[[0.1,0.1],[0.9,0.2]]`. Every number is read back bit for bit.
    ///
    /// Nil if a number is not finite, which JSON cannot say and no outcome holds.
    var json: String? {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        let longestNumber = 24
        bytes.reserveCapacity(2 + rows.count * (taskCount * (longestNumber + 1) + 2))
        for (index, row) in rows.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "["))
            for (position, number) in row.enumerated() {
                guard number.isFinite else { return nil }
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(contentsOf: number.description.utf8)
            }
            bytes.append(UInt8(ascii: "]"))
        }
        bytes.append(UInt8(ascii: "]"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads what `json` writes, `taskCount` numbers a row; nil for anything else.
    init?(json: String, taskCount: Int) {
        var rows: [[Double]] = []
        var row: [Double] = []
        var number: [UInt8] = []
        var depth = 0
        for byte in json.utf8 {
            switch byte {
            case UInt8(ascii: "["):
                depth += 1
            case UInt8(ascii: ","), UInt8(ascii: "]"):
                if depth == 2 {
                    guard let value = Double(String(decoding: number, as: UTF8.self)), value.isFinite else {
                        return nil
                    }
                    row.append(value)
                    number.removeAll(keepingCapacity: true)
                }
                guard byte == UInt8(ascii: "]") else { continue }
                if depth == 2 {
                    guard row.count == taskCount else { return nil }
                    rows.append(row)
                    row.removeAll(keepingCapacity: true)
                }
                depth -= 1
            default:
                number.append(byte)
            }
        }
        guard depth == 0, number.isEmpty, rows.count <= taskCount + 1 else { return nil }
        self.init(taskCount: taskCount, rows: rows)
    }
}
