import Testing

@testable import Reports

@Suite("Markup")
struct MarkupTests {
    @Test("text and attributes are escaped")
    func escaped() {
        let markup = Markup.tag("p", ["title": #"a"b'c<d>&"#], [.text("<script>1 & 2</script>")])
        #expect(
            markup.written
                == "<p title=\"a&quot;b&#39;c&lt;d&gt;&amp;\">&lt;script&gt;1 &amp; 2&lt;/script&gt;</p>"
        )
    }

    @Test("control characters and directional overrides become replacement characters")
    func control() {
        #expect(Markup.text("a\u{0}b\u{1B}c\u{202E}d\n").written == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\n")
    }

    @Test("attributes without a value are left out, void elements have no end")
    func shapes() {
        #expect(Markup.tag("meta", ["charset": "utf-8", "name": nil]).written == "<meta charset=\"utf-8\">")
        #expect(Markup.group(["a", .tag("b"), "c"]).written == "a<b></b>c")
    }
}
