import Foundation
import SyncModel
import TestPostgres
import Testing

/// Whatever happens to what people write, nobody finds it who looks through what the programs leave behind.
@Suite struct DiscretionTests {
    /// Stands in every note and every request; no log has a reason to hold it.
    private let marker = "MARKER\(UInt64.random(in: 0 ... .max))"

    @Test(.timeLimit(.minutes(3)), arguments: [OpenStore.Kind.directory, .database])
    func `no word that is synced comes into a log, an error or a core file`(kind: OpenStore.Kind) throws {
        let store = try OpenStore(kind)
        let team = try Team(server: store.server)
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))

        try dispute(of: sam, and: priya, in: team)
        var answers = try refusals(by: sam, of: team)
        try store.failing {
            _ = try sam.add("\(marker) while nothing can be kept")
            try sam.run("sync", expecting: 5)
            let push = try sam.request("POST", "sync", body: change(of: 1))
            answers.append(try answer(to: push, by: team.server))
        }
        try sam.run("sync", expecting: 3)
        #expect(try team.server.end(by: SIGSEGV)?.code == 128 + SIGSEGV)

        for answer in answers { expectNothing(in: answer, of: "an answer") }
        let log = store.log
        #expect(log.contains("The store failed") && log.contains(store.complaint))
        expectNothing(in: log, of: "a log")
        #expect(try store.leftBehind.isEmpty, "no core file")
    }

    @Test func `a client leaves no core behind`() throws {
        let watch = try Team().laptop(of: "Sam Okafor").start("sync", "--watch")
        let isForbidden = try Child.await(seconds: 20) {
            try String(contentsOfFile: "/proc/\(watch.pid)/limits", encoding: .utf8)
                .contains(/Max core file size\s+0\s+0\s/)
        }
        #expect(isForbidden)
        watch.signal(SIGINT)
    }

    @Test(arguments: [OpenStore.Kind.directory, .database])
    func `no token and no invitation lies in what is kept, nor in a log`(kind: OpenStore.Kind) throws {
        let store = try OpenStore(kind)
        let team = try Team(server: store.server)
        let (sam, open) = (try team.laptop(of: "Sam Okafor"), try team.invitation(for: "Priya Nair"))
        _ = try sam.add("Kept.")
        try sam.run("sync")
        let (kept, log) = (try store.kept, store.log)
        #expect(kept.range(of: Data("Sam Okafor".utf8)) != nil)
        for secret in [try sam.token, String(open.suffix(26))] {
            for spelling in [secret, Hex.text(of: Array(secret.utf8))] {
                #expect(kept.range(of: Data(spelling.utf8)) == nil && !log.contains(spelling))
            }
        }
    }

    /// A note with two readings, which everybody has been told.
    private func dispute(of sam: Laptop, and priya: Laptop, in team: Team) throws {
        let note = try sam.add("\(marker) first")
        try sam.run("tag", note, "+\(marker)")
        try team.meet(sam, priya)
        try sam.run("edit", note, "-m", "\(marker) Sam's")
        try priya.run("edit", note, "-m", "\(marker) Priya's")
        try team.meet(sam, priya)
        try sam.run("conflicts", expecting: 3)
    }

    /// What the server says to requests that it does not take, each with the marker in another place.
    private func refusals(by laptop: Laptop, of team: Team) throws -> [String] {
        let sync = #"{"sync":{"protocol":1,"replica":"00000000000000a1","cursor":"\#(marker)"}}"#
        let deep = String(repeating: "[", count: 40) + "\"\(marker)\""
        let requests = [
            try laptop.request("GET", "\(marker)?q=\(marker)"),
            try laptop.request("POST", "sync", body: "\(marker)".utf8),
            try laptop.request("POST", "sync", body: #"{"\#(marker)":1,"\#(marker)":2}"#.utf8),
            try laptop.request("POST", "sync", body: "\(sync)\n\(deep)\n".utf8),
            try laptop.request("POST", "sync", ["Content-Encoding: gzip"], body: marker.utf8),
            try laptop.request("POST", "sync", ["Content-Encoding: \(marker)"], body: marker.utf8),
            try laptop.request("POST", "sync", body: String(repeating: marker, count: 300_000).utf8),
            try laptop.request("POST", "sync", body: change(of: 20_000)),
            try laptop.request("GET", "records/note/\(marker)"),
            Array(
                "POST /v1/join HTTP/1.1\r\nHost: \(marker)\r\nContent-Length: 15\r\n\r\n{\"code\":\"\(marker.prefix(4))\"}"
                    .utf8),
            Array("GET /v1/teams/\(marker)/sync HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(marker)\r\n\r\n".utf8),
        ]
        return try requests.map { try answer(to: $0, by: team.server) }
    }

    /// What the server says of a request that it does not take; what it tells of notes beside is for whoever may read them.
    private func answer(to request: [UInt8], by server: ServerProcess) throws -> String {
        let answer = String(decoding: try HTTPBytes.exchange(request, with: server.port), as: UTF8.self)
        #expect(answer.contains(#""code":"#), "\(answer)")
        return answer.split(separator: "\n").filter { !$0.hasPrefix(#"{"record":"#) }.joined(separator: "\n")
    }

    /// A push of one change with the marker so many times in its words.
    private func change(of count: Int) throws -> [UInt8] {
        let words = Assignment(value: Value(text: String(repeating: marker, count: count)), replaces: [])
        let change = Change(
            dot: Dot(ReplicaID(bits: UInt64(count)), 1), stamp: Stamp(milliseconds: 1_676_400_000_000),
            record: try #require(RecordID(collection: "note", key: marker.lowercased())), author: "Sam Okafor",
            device: "laptop of Sam Okafor", context: Context(), assigns: FieldMap([(FieldKey(known: "body"), words)]))
        return SyncRequest(replica: change.dot.replica, cursor: nil, pageBytes: 1, changes: [change]).lines
    }

    /// Expects the marker in none of its spellings: as it is, and as PostgreSQL writes bytes.
    private func expectNothing(in text: String, of place: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for spelling in [marker, Hex.text(of: Array(marker.utf8))] {
            let lines = text.split(separator: "\n").filter { $0.localizedCaseInsensitiveContains(spelling) }
            #expect(lines.isEmpty, "\(place)", sourceLocation: sourceLocation)
        }
    }
}
