import Foundation
import Testing

@testable import Reports

@Suite("JSON")
struct JSONValueTests {
    @Test("keys keep their order, and what JSON cannot say is null")
    func written() {
        let value: JSONValue = [
            "z": .integer(1), "a": .array([.number(0.5), .number(.nan), .null]), "n": .object([]),
            "o": .array([["k": .bool(true)]]),
        ]
        #expect(
            value.written == """
                {
                  "z": 1,
                  "a": [0.5, null, null],
                  "n": {},
                  "o": [
                    {
                      "k": true
                    }
                  ]
                }

                """
        )
    }

    @Test("any string survives")
    func strings() throws {
        let text = "\"\\/\n\t\r\u{0}\u{1F}é😀</script>"
        let data = Data(JSONValue.array([.string(text)]).written.utf8)
        let read = try #require(try JSONSerialization.jsonObject(with: data) as? [String])
        #expect(read == [text])
    }
}
