import Testing

@testable import fieldnotes

/// What people type, before any verb sees it.
@Suite struct WordsTests {
    @Test(
        arguments: [
            (["-C", "d", "status"], ["status", "-C", "d"]),
            (["--json", "-q", "items", "pay"], ["items", "--json", "-q", "pay"]),
            (["--json=id,item", "items"], ["items", "--json-fields=id,item"]),
            (["items", "--json=id"], ["items", "--json-fields=id"]),
            (["add", "iro", "-m", "--json=id"], ["add", "iro", "-m", "--json=id"]),
            (["search", "--", "--json=id"], ["search", "--", "--json=id"]),
            (["-C", "d"], ["bare", "-C", "d"]), (["-C"], ["bare", "-C"]), ([], ["bare"]), (["--help"], ["--help"]),
            (["-C", "d", "--version"], ["--version"]),
        ])
    func `global options may stand before the verb`(_ typed: [String], _ ordered: [String]) {
        #expect(WordOrder(typed, bare: "bare").words == ordered)
    }

    @Test func `broken UTF-8 in an argument is refused`() {
        let broken: [CChar] = [0x61, -0x40, 0x61, 0]
        broken.withUnsafeBufferPointer { bytes in
            var arguments = [nil, UnsafeMutablePointer(mutating: bytes.baseAddress)]
            #expect(throws: Complaint.brokenText(argument: 1)) { try ArgumentBytes.words(&arguments, count: 2) }
        }
    }

    @Test(
        arguments: [
            ("itmes", "items"), ("item", "items"), ("syn", "sync"), ("serach", "search"), ("xylophone", nil),
            ("x", nil),
        ] as [(String, String?)])
    func `a mistyped word is answered with the one that was meant`(_ typed: String, _ meant: String?) {
        #expect(Closest.word(to: typed, among: ["init", "items", "search", "status", "sync"]) == meant)
    }

    @Test func `numbers and their words agree`() {
        #expect(Plural.count(1, "change") == "1 change")
        #expect(Plural.count(0, "change") == "0 changes")
        #expect(Plural.count(2, "reply", "replies") == "2 replies")
        #expect(Sentence.list(["a"]) == "a")
        #expect(Sentence.list(["a", "b", "c"]) == "a, b and c")
        #expect(Sentence.ended("Done") == "Done.")
        #expect(Sentence.ended("Done?") == "Done?")
    }
}
