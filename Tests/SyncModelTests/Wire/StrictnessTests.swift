import Testing

@testable import SyncModel

/// What a stranger may not send, one row each.
@Suite struct StrictnessTests {
    static let refused = [
        #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, #"{"a":{"b":1,"b":1}}"#, "\"\u{1}\"", "\"a\nb\"", "\"a", #""\"#,
        #""\x""#,
        #""\u12""#, #""\u+123""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, #""\ud800x""#, "01", "-", "1.", ".5",
        "1e",
        "1e+", "+1", "0x1", "NaN", "Infinity", "tru", "nul", "True", "'a'", "[1,]", "[,1]", "[1 2]", "{,}", #"{"a"}"#,
        #"{"a":}"#, #"{a:1}"#, #"{"a":1,}"#, "[", "{", "]", "", " ", "1 2", "[] []", "{}x", "[1]\n", "\u{FEFF}1",
        "\u{A0}1",
        String(repeating: "[", count: 17) + String(repeating: "]", count: 17),
    ]

    @Test(arguments: refused) func `what is not strictly JSON is refused`(text: String) {
        #expect(throws: MalformedJSON.self) { try JSONReader.check(Array(text.utf8)) }
    }

    static let taken = [
        "0", "-0", "1.5e-7", "1E5", #""\ud83d\ude00""#, #""\/\b\f""#, "[ 1 ,\t2 ]", #"{"é":1,"e\#u{301}":2}"#,
        "\"\u{7F}\"",
        String(repeating: "[", count: 16) + String(repeating: "]", count: 16),
    ]

    @Test(arguments: taken) func `what is strictly JSON is taken`(text: String) throws {
        try JSONReader.check(Array(text.utf8))
    }

    @Test(
        arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]])
    func `broken UTF-8 is refused, in names and in values`(bytes: [UInt8]) {
        let quoted = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
        #expect(throws: MalformedJSON.self) { try JSONReader.check(quoted) }
        #expect(throws: MalformedJSON.self) { try JSONReader.check(Array("{".utf8) + quoted + Array(":1}".utf8)) }
    }

    /// They are looked at eight at a time.
    @Test(arguments: 0..<20)
    func `what is not plain in a string is seen wherever it stands`(place: Int) throws {
        let (before, after) = (String(repeating: "a", count: place), String(repeating: "x", count: 20 - place))
        for character in ["\"", "\\", "\n", "\u{1F}", "\u{7F}", " ", "é", "🙂"] {
            let value = Value(text: before + character + after)
            #expect(value.text == before + character + after)
            try JSONReader.check(value.json)
        }
        for raw in ["\"", "\\", "\u{0}", "\n", "\u{1F}"] {
            let quoted = "\"" + before + raw + after + "\""
            #expect(throws: MalformedJSON.self) { try JSONReader.check(Array(quoted.utf8)) }
        }
    }

    @Test func `a name that comes twice is found among many`() {
        let names = (0..<5_000).map { "\"n\($0)\":1" }
        #expect(throws: Never.self) { try JSONReader.check(Array("{\(names.joined(separator: ","))}".utf8)) }
        let twice = (names + ["\"n4321\":1"]).joined(separator: ",")
        #expect(throws: MalformedJSON.self) { try JSONReader.check(Array("{\(twice)}".utf8)) }
    }

    @Test func `members that are not known are passed over, and their JSON is checked`() throws {
        let change =
            #"{"dot":"0000000000000001:1","stamp":"0000000000000001","record":["note","n1"],"author":"P","#
            + #""device":"D","context":{},"later":{"a":[1]},"assigns":{}}"#
        #expect(try JSONReader.whole(Array(change.utf8)) { try $0.change() }.author == "P")
        let broken = change.replacing("[1]", with: "[01]")
        #expect(throws: MalformedJSON.self) { try JSONReader.whole(Array(broken.utf8)) { try $0.change() } }
    }

    @Test func `the largest count is one that a reader with doubles has exactly`() throws {
        let largest: UInt64 = 9_007_199_254_740_991
        #expect(try JSONReader.whole(Array("\(largest)".utf8)) { try $0.count() } == largest)
        #expect(Dot("0000000000000001:\(largest)")?.n == largest)
    }

    static let brokenChanges: [(String, String)] = [
        ("0000000000000001:1", "0000000000000001:0"), ("0000000000000001:1", "0000000000000000:1"),
        ("0000000000000001:1", "0000000000000001:01"), ("0000000000000001:1", "000000000000000A:1"),
        ("0000000000000001:1", "1:1"), ("0000000000000001:1", "0000000000000001:9007199254740992"),
        ("0000000000000001:1", "0000000000000001:18446744073709551617"),
        ("\"context\":{}", "\"context\":{\"0000000000000002\":9007199254740992}"),
        ("\"n1\"", "\"n 1\""), ("\"n1\"", "\"n1\",\"x\""), ("\"context\":{}", "\"context\":{\"0000000000000000\":1}"),
        ("\"context\":{}", "\"context\":{\"0000000000000002\":0}"),
        ("\"context\":{}", "\"context\":{\"0000000000000002\":1.5}"), ("\"kind\"", "\"ki nd\""), ("[1]", "[]"),
        ("[1]", "[1,[\"0000000000000002:1\",\"0000000000000001:1\"]]"),
        ("[1]", "[1,[\"0000000000000002:1\",\"0000000000000002:1\"]]"), ("\"author\":\"P\",", ""),
    ]

    @Test(arguments: brokenChanges) func `a change that is not well formed is refused`(right: String, wrong: String) {
        let change =
            #"{"dot":"0000000000000001:1","stamp":"0000000000000001","record":["note","n1"],"author":"P","#
            + #""device":"D","context":{},"assigns":{"kind":[1]}}"#
        #expect(throws: Never.self) { try JSONReader.whole(Array(change.utf8)) { try $0.change() } }
        let broken = Array(change.replacing(right, with: wrong).utf8)
        #expect(throws: MalformedJSON.self) { try JSONReader.whole(broken) { try $0.change() } }
    }
}
