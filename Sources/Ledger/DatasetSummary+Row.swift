internal import Experiments
internal import FoundationEssentials
internal import GRDB
internal import Hashing

extension DatasetSummary {
    /// The id of the data set's row, which is made if need be.
    func store(in database: Database) throws -> Int64? {
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO dataset (digest, height, width, class_count, train_count, test_count)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [digest.hex, height, width, classCount, trainCount, testCount]
        )
        return try Int64.fetchOne(database, sql: "SELECT id FROM dataset WHERE digest = ?", arguments: [digest.hex])
    }

    init(row: Row, _ path: String) throws {
        guard let digest = Digest(hex: row["digest"]) else {
            throw LedgerError.damaged(path, "a digest that is none")
        }
        self.init(
            name: row["name"],
            digest: digest,
            height: row["height"],
            width: row["width"],
            classCount: row["class_count"],
            trainCount: row["train_count"],
            testCount: row["test_count"],
            classes: try Self.classes(row["classes"], path)
        )
    }

    /// The classes as a JSON list of `[label, training examples, test examples]`.
    var classText: String {
        get throws { String(decoding: try JSONEncoder().encode(classes.map(ClassRow.init)), as: UTF8.self) }
    }

    private static func classes(_ text: String?, _ path: String) throws -> [DatasetClass] {
        guard let text else { return [] }
        do {
            return try JSONDecoder().decode([ClassRow].self, from: Data(text.utf8)).map(\.value)
        } catch {
            throw LedgerError.damaged(path, "classes of a data set that are none")
        }
    }
}

/// A class as the ledger writes it: `[label, training examples, test examples]`.
private struct ClassRow: Codable {
    let value: DatasetClass

    init(_ value: DatasetClass) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        value = DatasetClass(
            name: try list.decode(String.self),
            trainCount: try list.decode(Int.self),
            testCount: try list.decode(Int.self)
        )
    }

    func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(value.name)
        try list.encode(value.trainCount)
        try list.encode(value.testCount)
    }
}
