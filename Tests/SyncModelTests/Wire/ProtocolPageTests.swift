import Foundation
import SyncModel
import Testing

/// The examples of the protocol's page are what the program reads and writes, byte for byte.
@Suite struct ProtocolPageTests {
    private static let page = GoldenCase.folder.appending(path: "../../Shared/PROTOCOL.md").standardizedFileURL

    @Test func `the page's request, answer and history are what is written`() throws {
        let (request, response, history) = (try block("request"), try block("response"), try block("history"))
        #expect(try SyncRequest(lines: request).lines == request)
        #expect(try SyncResponse(lines: response).lines == response)
        #expect(try ArchivedChange.lines(ArchivedChange.read(lines: history)) == history)
    }

    @Test func `the page's search for a difference is what is written, and finds the record that is missing`() throws {
        let (compare, compared, fetch) = (try block("compare"), try block("compared"), try block("fetch"))
        let (asking, wanting) = (try SyncRequest(lines: compare), try SyncRequest(lines: fetch))
        let answer = try SyncResponse(lines: compared)
        #expect(asking.lines == compare)
        #expect(answer.lines == compared)
        #expect(wanting.lines == fetch)
        let offered = try SyncRequest(lines: try block("request")).offers[0]
        let told = try SyncResponse(lines: try block("response")).records[0]
        var sums = BucketSums()
        sums.add(Digest.sha256(offered.state.canonicalBytes(of: offered.id)), of: offered.id)
        #expect(asking.sums == sums)
        let held = HeldRecord(id: told.id, hash: Digest.sha256(told.state.canonicalBytes(of: told.id)))
        #expect(answer.comparison?.buckets == [HeldBucket(number: told.id.bucket, records: [held])])
        #expect(answer.digest == sums.total + held.hash)
        #expect(wanting.wants == [told.id])
    }

    @Test func `the page's confirmed deletion, and its refusal without the number, are what is written`() throws {
        let (confirmed, unconfirmed) = (try block("confirmed"), try block("unconfirmed"))
        let (request, answer) = (try SyncRequest(lines: confirmed), try SyncResponse(lines: unconfirmed))
        #expect(request.lines == confirmed)
        #expect(answer.lines == unconfirmed)
        #expect(request.confirmed == 37)
        #expect(request.changes.map(\.assigns.deletes) == [true])
        guard case .refused(let refusal) = answer.outcomes.first else {
            Issue.record("the page's deletion is refused")
            return
        }
        #expect(refusal.code == .unconfirmed)
    }

    @Test func `the page's control messages are what is written`() throws {
        try check("join", JoinRequest.self)
        try check("joined", JoinResponse.self)
        try check("token", TokenRequest.self)
        try check("changed", TokenResponse.self)
        try check("problem", Problem.self)
        try check("limits", Limits.self)
    }

    @Test func `the page's answer is what the rule and the hashes make of its changes`() throws {
        let request = try SyncRequest(lines: try block("request"))
        let response = try SyncResponse(lines: try block("response"))
        let past = try ArchivedChange.read(lines: try block("history"))
        var state = RecordState()
        let history: History = { field, dot in
            past.first { $0.change.dot == dot }?.change.assigns[field].map {
                Register.Entry(dot: dot, value: $0.value, replaces: $0.replaces)
            }
        }
        for archived in past { state.apply(archived.change, acceptance: archived.acceptance, history: history) }
        guard case .concurrent(let acceptance) = response.outcomes.first else {
            Issue.record("the page's change is concurrent")
            return
        }
        state.apply(request.changes[0], acceptance: acceptance, history: history)
        #expect(state == response.records[0].state)
        let offered = request.offers[0]
        let sum =
            Digest.sha256(state.canonicalBytes(of: response.records[0].id))
            + Digest.sha256(offered.state.canonicalBytes(of: offered.id))
        #expect(sum == response.digest)
    }

    @Test func `the page lists every problem with its status`() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        for code in Problem.Code.allCases {
            #expect(text.contains("| `\(code.rawValue)` | \(Problem(code, "").status) |"), "\(code)")
        }
    }

    private func check<Message: Codable>(_ name: String, _: Message.Type) throws {
        let block = try block(name).dropLast()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let message = try JSONDecoder().decode(Message.self, from: Data(block))
        #expect(try Array(encoder.encode(message)) == Array(block), "\(name)")
    }

    /// The lines of the fenced block named `name`, the last line break included.
    private func block(_ name: String) throws -> [UInt8] {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let parts = text.components(separatedBy: "json \(name)\n")
        let block = try (parts.count == 2 ? parts.last : nil).orThrow()
        return Array(try block.components(separatedBy: "```").first.orThrow().utf8)
    }
}
