import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// What the fuzzers hold of every decoder, held of what once broke one, and of examples that were copied badly.
@Suite struct DecodingTests {
    private static let change = Change(
        dot: Dot(ReplicaID(bits: 0xA1), 2), stamp: Stamp(milliseconds: 1_677_060_000_000), record: .example,
        author: "Zoë", device: "o\u{301}", context: Context([(ReplicaID(bits: 0xA1), UInt64(1))]),
        assigns: FieldMap([
            (
                .example,
                Assignment(value: Value(text: "Ask\n\"who\" \\ \u{1}"), replaces: [Dot(ReplicaID(bits: 0xA1), 1)])
            )
        ]))

    private static let state: RecordState = {
        var state = RecordState()
        state.apply(change, acceptance: Acceptance(received: 1_677_060_000_001, revision: 3))
        return state
    }()

    private static let told = ToldRecord(id: .example, state: state, receipt: Receipt([UInt8](repeating: 7, count: 16)))

    private static let request = SyncRequest(
        replica: ReplicaID(bits: 0xA1), cursor: "AWyKq0zP2nUAAAAAAAAAKQ", changes: [change], offers: [told])
    private static let response = SyncResponse(
        serverTime: 1_677_060_000_002, outcomes: [.concurrent(Acceptance(received: 1, revision: 3)), .behind],
        offers: [.taken], records: [told], cursor: "AWyK", more: true, digest: Digest(high: 1, low: 2))
    private static let past = [ArchivedChange(change: change, acceptance: Acceptance(received: 1, revision: 1))]

    @Test func `a request is read as it is meant, or not at all`() throws {
        for input in KeptInputs.miscopied(Self.request.lines) + (try KeptInputs.of("request").map(\.bytes)) {
            #expect(MessageOracle.complaint(request: input) == nil, "\(String(decoding: input, as: UTF8.self))")
        }
    }

    @Test func `an answer is read as it is meant, or not at all`() throws {
        let kept = try KeptInputs.of("response").map(\.bytes)
        let examples = [Self.response.lines, ArchivedChange.lines(Self.past)]
        for input in examples.flatMap(KeptInputs.miscopied) + kept {
            #expect(MessageOracle.complaint(response: input) == nil, "\(String(decoding: input, as: UTF8.self))")
        }
    }

    @Test func `an invitation is read as it is meant, or not at all`() throws {
        let examples = ["https://notes.example:8443", "http://127.0.0.1:7350", "https://[::1]"]
        let copied = examples.flatMap { KeptInputs.miscopied(Array("\($0)/join#FN1-3xk9m2q7w4r8t1v6c5z0y3b7k4".utf8)) }
        for input in copied + (try KeptInputs.of("invitation").map(\.bytes)) {
            #expect(InvitationOracle.complaint(input) == nil, "\(String(decoding: input, as: UTF8.self))")
        }
    }

    @Test func `what is compressed comes out as it went in, or not at all`() throws {
        let packed = Zstandard.compress(Self.request.lines)
        for input in KeptInputs.miscopied(packed) + [packed + packed] + (try KeptInputs.of("zstd").map(\.bytes)) {
            #expect(ZstandardOracle.complaint(input) == nil, "\(input)")
        }
    }

    @Test func `a second reader notices what the first gets wrong`() {
        #expect(SecondReading.difference(in: Array(#"{"a":[1,true,null,"\u00e9"],"b":-7}"#.utf8)) == nil)
        #expect(SecondReading.number("12").difference(from: 13 as Any) != nil)
        #expect(SecondReading.text([0x65, 0xCC, 0x81]).difference(from: "é" as Any) != nil)
        #expect(SecondReading.list([.null]).difference(from: [] as [Any]) != nil)
    }
}

extension RecordID {
    fileprivate static let example: RecordID = {
        guard let id = RecordID(collection: "note", key: "k7f3m2q9x4w8r1t6v5c0z3y7b4") else {
            preconditionFailure("letters and digits name a record")
        }
        return id
    }()
}

extension FieldKey {
    fileprivate static let example = FieldKey(known: "body")
}
