import Foundation
import SyncModel
import Testing

/// What is written is read again as it was, and is JSON that others read alike.
@Suite struct RoundTripTests {
    @Test func `every message comes back as it was`() throws {
        for number in 0..<Effort.histories(400) {
            var seed = Seed(number)
            let (request, response, archive) = (seed.request(), seed.response(), seed.archive())
            #expect(try SyncRequest(lines: request.lines) == request, "seed \(number)")
            #expect(try SyncResponse(lines: response.lines) == response, "seed \(number)")
            #expect(try ArchivedChange.read(lines: ArchivedChange.lines(archive)) == archive, "seed \(number)")
        }
    }

    @Test func `Foundation reads every line as the same members`() throws {
        for number in 0..<Effort.histories(200) {
            var seed = Seed(number)
            let change = seed.anyChange()
            var writer = JSONWriter()
            writer.change(change)
            let read = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any]
            let members = try read.orThrow()
            #expect(members["dot"] as? String == change.dot.description)
            #expect((members["author"] as? String).map { Array($0.utf8) } == Array(change.author.utf8))
            let assigns = members["assigns"] as? [String: [Any]] ?? [:]
            #expect(assigns.keys.sorted() == change.assigns.keys.map(\.text))
            for (field, assignment) in change.assigns {
                let value = try JSONSerialization.jsonObject(
                    with: Data(assignment.value.json), options: .fragmentsAllowed)
                #expect((assigns[field.text]?[0] as? NSObject) == value as? NSObject, "seed \(number)")
                let dots = assigns[field.text]?.dropFirst().first as? [String] ?? []
                #expect(dots == assignment.replaces.map(\.description))
            }
        }
    }

    @Test func `what Foundation writes is read alike`() throws {
        let encoder = JSONEncoder()
        for number in 0..<Effort.histories(400) {
            var seed = Seed(number)
            let text = seed.anyText()
            let written = Array(try encoder.encode(text))
            let read = try JSONReader.whole(written) { try $0.string() }
            #expect(Array(read.utf8) == Array(text.utf8), "seed \(number)")
        }
    }

    @Test func `a value's bytes are carried as they were written`() throws {
        let value = #"{"z":1, "a" : [1e3,-0,"\u0041\/"]}"#
        var writer = JSONWriter()
        writer.change(change(1, 1, [.body: (Value(unchecked: Array(value.utf8)), [])]))
        let read = try JSONReader.whole(writer.bytes) { try $0.change() }
        #expect(read.assigns[.body]?.value.jsonText == value)
    }

    @Test func `a field and a collection that nobody knows are carried as they are`() throws {
        let unknown = try RecordID(collection: "later", key: "x").orThrow()
        let field = FieldKey(known: "not-known-here")
        let made = change(1, 1, [field: (value(7), [])], record: unknown)
        let read = try SyncRequest(lines: SyncRequest(replica: replica(1), cursor: nil, changes: [made]).lines).changes
        #expect(read == [made])
        var state = RecordState()
        state.apply(made)
        #expect(try RecordState(json: state.json).shown(field)?.value == value(7))
    }

    @Test func `a value that may enter in a change may leave in a state`() throws {
        let deep = String(repeating: "[", count: 16) + String(repeating: "]", count: 16)
        let made = change(1, 1, [.kind: (Value(unchecked: Array(deep.utf8)), [])])
        let request = SyncRequest(replica: replica(1), cursor: nil, changes: [made])
        var state = RecordState()
        state.apply(try SyncRequest(lines: request.lines).changes[0])
        let told = ToldRecord(id: .note, state: state, receipt: nil)
        let response = SyncResponse(serverTime: 0, records: [told], cursor: "", more: false, digest: Digest())
        #expect(try SyncResponse(lines: response.lines).records == [told])
    }

    @Test func `an unsent edit and a sight come back from where they were kept`() throws {
        var record = LocalRecord(id: .note)
        record.edit(FieldMap([(.body, value(1))]), sight: Sight(), place: 1, writer: writer())
        record.edit(FieldMap([(.kind, value(2))]), sight: record.whole, place: 2, writer: writer())
        let sight = record.sight(of: record.seen(by: writer()), rules)
        record.withdraw(reason: nil, sight: sight, place: 3, writer: writer())
        #expect(record.unsent.map(\.written) == [FieldMap([(.body, 1)]), FieldMap()])
        for edit in record.unsent {
            #expect(try UnsentEdit(place: edit.place, json: edit.json, bound: nil) == edit)
        }
        #expect(try Sight(json: sight.json) == sight)
    }

    @Test func `an unsent edit that an older version kept is read`() throws {
        let json = #"{"context":{},"edited":"0000000000000001","assigns":{"body":["one"]},"replaced":{}}"#
        let edit = try UnsentEdit(place: 4, json: Array(json.utf8), bound: nil)
        #expect(edit.written.isEmpty)
        var record = LocalRecord(id: .note, unsent: [edit])
        let opened = Sight(place: 4, shown: FieldMap([(.body, [.unsent(place: 4)])]))
        record.edit(FieldMap([(.body, Value(text: "two"))]), sight: opened, place: 5, writer: writer())
        #expect(record.texts(.body) == ["two"])
    }
}
