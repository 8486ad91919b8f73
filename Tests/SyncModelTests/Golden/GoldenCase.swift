import Foundation
import SyncModel

/// One case of the fixtures that the second implementation wrote: an input, and what it made of it.
struct GoldenCase {
    private let members: [String: Any]

    /// All cases of one kind, or none where the file cannot be read.
    static func all(_ kind: String) -> [GoldenCase] {
        let file = GoldenCase.folder.appending(path: "Fixtures/\(kind).json")
        guard let data = try? Data(contentsOf: file),
            let cases = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
        else { return [] }
        return cases.map(GoldenCase.init)
    }

    /// This folder of tests.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    var expected: Any? { members["expect"] }

    func text(_ name: String) -> String { members[name] as? String ?? "" }
    func number(_ name: String) -> Int64 { (members[name] as? NSNumber)?.int64Value ?? 0 }
    func flag(_ name: String) -> Bool { members[name] as? Bool ?? false }
    func texts(_ name: String) -> [String] { members[name] as? [String] ?? [] }
    func has(_ name: String) -> Bool { members[name] is String }

    func state(_ name: String) throws -> RecordState { try RecordState(json: Array(text(name).utf8)) }

    func change(_ name: String) throws -> Change { try GoldenCase.change(text(name)) }

    func context(_ name: String) throws -> Context {
        let entries = members[name] as? [String: Int] ?? [:]
        return Context(try entries.map { (try ReplicaID($0.key).orThrow(), UInt64($0.value)) })
    }

    /// Every value that the case's past holds.
    func history() throws -> History {
        var values: [Dot: Change] = [:]
        for text in texts("history") {
            let change = try GoldenCase.change(text)
            values[change.dot] = change
        }
        return { [values] field, dot in
            values[dot]?.assigns[field].map { Register.Entry(dot: dot, value: $0.value, replaces: $0.replaces) }
        }
    }

    private static func change(_ text: String) throws -> Change {
        try JSONReader.whole(Array(text.utf8)) { try $0.change() }
    }
}

/// A fixture that does not hold what it should.
struct BrokenFixture: Error {}

extension Optional {
    func orThrow() throws -> Wrapped {
        guard let value = self else { throw BrokenFixture() }
        return value
    }
}
