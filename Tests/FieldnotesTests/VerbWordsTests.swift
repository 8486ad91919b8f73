import ArgumentParser
import ReformNotes
import Testing

@testable import fieldnotes

/// What the verbs make of the words behind them.
@Suite struct VerbWordsTests {
    @Test(
        arguments: [
            (["tag", "k7f3", "+a", "-y", "-C", "d"], ["tag", "k7f3", "+a", "--take-off=y", "-C", "d"]),
            (["-q", "tag", "-v", "k7f3", "-y"], ["tag", "-q", "-v", "k7f3", "--take-off=y"]),
            (["tag", "k7f3", "-n", "--", "-n"], ["tag", "k7f3", "-n", "--", "-n"]),
            (["-n", "tag", "k7f3", "+a"], ["tag", "-n", "k7f3", "+a"]),
            (["tag", "k7f3", "-café"], ["tag", "k7f3", "--take-off=café"]),
            (["tag", "k7f3", "--", "-y"], ["tag", "k7f3", "--", "-y"]), (["tag", "-h"], ["tag", "-h"]),
            (["tag", "k7f3", "--json"], ["tag", "k7f3", "--json"]),
            (["set", "k7f3", "-y"], ["set", "k7f3", "-y"]), (["-C", "d", "help", "set"], ["help", "set"]),
        ])
    func `behind a note, a word with a hyphen is a tag to take off`(_ typed: [String], _ ordered: [String]) {
        #expect(WordOrder(typed, bare: "bare").words == ordered)
    }

    @Test func `an item is one or more words, and a text may begin with a hyphen`() throws {
        let add = try AddNote.parse(["reviewing", "officer", "-m", "-a", "-m", "--json", "--tag", "voice", "--ready"])
        #expect(add.item == ["reviewing", "officer"])
        #expect(try add.text.given() == "-a\n\n--json")
        let note = add.details.note(about: NoteTarget(item: "iro"))
        #expect(note.tags == ["voice"])
        #expect(note.status == .ready)
        #expect(note.stance == nil)
    }

    @Test(
        arguments: [
            ["--kind", "banana"], ["--stance", "yes"], ["--toward", "decision"], ["-m", "a", "--json", "--plain"],
        ])
    func `a word that no note knows is refused before anything is done`(_ words: [String]) {
        #expect(throws: (any Error).self) { try AddNote.parse(["iro"] + words) }
    }

    @Test(
        arguments: [
            (["measure=ecf"], ["item=pay/ecf"]), (["measure=none", "kind=critique"], ["kind=critique", "item=pay"]),
            (["item=iro", "measure=a"], ["item=iro/a"]), (["item=iro"], ["item=iro"]),
            (["stance=none"], ["stance=none"]),
        ])
    func `a measure is set together with its item`(_ typed: [String], _ joined: [String]) {
        #expect(SetFields.joined(typed, item: "pay") == joined)
    }

    @Test(arguments: [["k7f3", "kind=banana"], ["k7f3", "stance=for"], ["k7f3", "status=done"], ["k7f3"]])
    func `a setting that no note can have is refused`(_ words: [String]) {
        #expect(throws: (any Error).self) { try SetFields.parse(words) }
    }

    @Test(arguments: [["k7f3"], ["k7f3", "voice"], ["k7f3", "+"], ["k7f3", "+voice", "--take-off=Voice"]])
    func `tags need a sign, and one of them`(_ words: [String]) {
        #expect(throws: (any Error).self) { try TagNote.parse(words) }
    }

    @Test func `choices stand in one sentence`() {
        #expect(Sentence.choice(["a", "b", "c"]) == "a, b or c")
        #expect(Sentence.onOneLine("Choose one of these:\n  - a\n  - b") == "Choose one of these: a or b")
        #expect(Sentence.onOneLine("Just this") == "Just this")
    }
}
