import TestSupport
import Testing

/// What the fuzzer holds of files to import, held of what once broke one, and of lines that were copied badly.
@Suite struct ImportDecodingTests {
    private static let lines = [
        #"{"item":"iro","body":"a\u00e9\n","tags":["a","b"],"author":"Priya","created":null}"#,
        #"{"id":"k7f3m2q9x4w8r1t6v5c0z3y7b4","item":"reg44","body":"b","importedFrom":{"author":"P","created":"2023"}}"#,
        #"{"item":"iro","body":"c","anchor":{"field":"decision","exact":"x","prefix":"","suffix":"","start":0,"end":1,"catalogue":"1"}}"#,
    ]

    @Test func `a file to import is read as it is meant, or not at all`() throws {
        for line in Self.lines {
            for input in KeptInputs.miscopied(Array("\(line)\n".utf8)) {
                #expect(ImportOracle.complaint(input) == nil, "\(String(decoding: input, as: UTF8.self))")
            }
        }
        for kept in try KeptInputs.of("import") { #expect(ImportOracle.complaint(kept.bytes) == nil, "\(kept.name)") }
    }
}
