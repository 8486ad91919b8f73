import Testing

@testable import fieldnotes

/// Answers and complaints in the forms that scripts read.
@Suite struct AnswerTests {
    private let answer: Answer = {
        var answer = Answer("items", [["id": "iro", "notes": 2], ["id": "reg44", "notes": 0]]) { _ in ["iro", "reg44"] }
        answer.rows = [["iro", "two\nlines\tand \\"], ["reg44", ""]]
        return answer
    }()

    private func text(_ json: JSON) -> String { String(decoding: json.bytes, as: UTF8.self) }

    @Test func `an answer names its schema and always has its warnings`() throws {
        #expect(
            text(try answer.envelope(fields: []))
                == #"{"schema":"fieldnotes.items/1","data":[{"id":"iro","notes":2},{"id":"reg44","notes":0}],"warnings":[]}"#
        )
    }

    @Test func `only the fields asked for are given, in that order`() throws {
        #expect(
            text(try FieldSelection(["notes", "id"]).applied(to: answer.data)).hasPrefix(#"[{"notes":2,"id":"iro"}"#))
        #expect(throws: Complaint.unknownFields(["age"], known: ["id", "notes"])) {
            try answer.envelope(fields: ["age"])
        }
    }

    @Test func `a row stays on its line`() {
        #expect(String(decoding: answer.plainBytes, as: UTF8.self) == "iro\ttwo\\nlines\\tand \\\\\nreg44\t\n")
    }

    @Test func `JSON from elsewhere is made inert without changing its meaning`() {
        let encoded = JSON.encoded(Array("{\n \"a\" : \"\u{9B}31m\\n\u{202E}\u{E0041}\" }".utf8))
        #expect(text(encoded) == #"{ "a" : "\u009b31m\n\u202e\udb40\udc41" }"#)
    }

    @Test func `a complaint tells a script what to type next`() {
        let complaint = Complaint.offline(host: "notes.example", unsent: 2)
        #expect(
            text(complaint.json)
                == #"{"error":{"code":"offline","exit":5,"message":"No connection to notes.example. Your 2 changes are safe"#
                + #" on this device.","saved":true,"next":["fieldnotes sync --watch"]}}"#)
        #expect(
            complaint.lines(columns: nil).map(\.text) == [
                "fieldnotes: No connection to notes.example. Your 2 changes are safe on this device.",
                "Next: carry on; `fieldnotes sync --watch` sends them when the network is back.",
            ])
    }

    @Test func `one thing and several are told in the right form`() {
        #expect(Complaint.offline(host: "h", unsent: 1).message.contains("Your 1 change is safe"))
        #expect(Complaint.conflict(["p2qd"], about: nil).message.hasPrefix("1 note needs you: p2qd."))
        #expect(Complaint.conflict(["p2qd", "k7f3"], about: nil).message.hasPrefix("2 notes need you: p2qd and k7f3."))
        #expect(Complaint.refused(1, of: 1, note: "k7f3", reason: "is gone").message.hasSuffix("k7f3 is gone."))
        #expect(
            Complaint.clockWrong(by: "1 day", behind: true, corrected: 0).message.contains(
                "1 day behind the server's. Sync"))
    }

    @Test func `text that could not be saved is handed back and not called saved`() {
        let full = Complaint.diskFull(place: "/home", freeMegabytes: 0, text: "my\nwords")
        #expect(full.lines(columns: nil).suffix(2).map(\.text) == ["my", "words"])
        #expect(text(full.json).contains(#""saved":false"#))
        #expect(text(full.json).contains(#""text":"my\nwords""#))
    }
}
