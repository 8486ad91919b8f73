import TestSupport
import Testing

/// What the fuzzer holds of cursors, held of what once broke one, and of a cursor that was copied badly.
@Suite struct CursorTests {
    @Test func `a cursor is read as it was written, or not at all`() throws {
        let copied = KeptInputs.miscopied(Array("AWyKq0zP2nUAAAAAAAAAKQAAAAAAAAAAAAAAAAAAAAAA".utf8))
        for input in copied + (try KeptInputs.of("cursor").map(\.bytes)) {
            #expect(CursorOracle.complaint(input) == nil, "\(String(decoding: input, as: UTF8.self))")
        }
    }
}
