import Foundation
import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// A text lies once in its row.
@Suite struct AbridgedStateTests {
    static let texts = [
        "", "Sam", "Seen twice.", "“Both” sides\nof a \"page\"\\ \u{1}\u{7F}", "a\u{0}b", "🙂 é e\u{301}",
        String(repeating: "The plan drifted. ", count: 4_000),
    ]

    private static func state(_ quoted: [UInt8]) -> [UInt8] {
        Array(#"{"fields":{"author":[[0,"Sam"]],"body":[[0,"#.utf8) + quoted
            + Array(#"]],"kind":[[0,"question"]]}}"#.utf8)
    }

    @Test(arguments: texts) func `a state comes back byte for byte, and is shorter by its text`(text: String) {
        let quoted = Value(text: text).json
        let json = AbridgedStateTests.state(quoted)
        let kept = AbridgedState(of: json, without: text)
        #expect(kept.bytes.count == json.count - quoted.count + 1)
        #expect(AbridgedState(bytes: kept.bytes).json(with: text) == json)
    }

    @Test func `a text that is spelt otherwise, or not there, is left where it is`() {
        let json = AbridgedStateTests.state(Array(#""\u0053een twice.""#.utf8))
        for text in ["Seen twice.", "", nil] {
            let kept = AbridgedState(of: json, without: text)
            #expect(kept.bytes == json && kept.json(with: text) == json)
        }
    }

    @Test func `a replica keeps a text once, and reads what it kept twice before`() throws {
        let laptops = try TwoLaptops()
        let (sam, text) = (laptops.sam, "A text that nobody else has written.")
        try sam.write(text)
        try sam.sync(try laptops.server.upstream(for: sam))
        let kept = try sam.replica.read { reader in
            try Data.fetchOne(reader.db, sql: "SELECT state FROM note")
        }
        let whole = try sam.replica.write { writer in
            let json = try writer.records.load(writer.db, Device.note("n")).json
            try writer.db.execute(sql: "UPDATE note SET state = ?", arguments: [json.map { Data($0) }])
            return json
        }
        #expect(try #require(whole).count > #require(kept).count + text.utf8.count)
        #expect(try sam.replica.damage() == nil)
        try sam.write("Another.")
        try sam.sync(try laptops.server.upstream(for: sam))
        #expect(try sam.shown() == "Another." && sam.replica.damage() == nil)
    }

    @Test func `a text that the disk has altered is not taken for the state's`() throws {
        let laptops = try TwoLaptops()
        let sam = laptops.sam
        try sam.write("One.")
        try sam.sync(try laptops.server.upstream(for: sam))
        try sam.replica.write { try $0.db.execute(sql: "UPDATE note SET body = 'Odd.'") }
        #expect(throws: ReplicaError.self) { try sam.write("Two.") }
    }
}
