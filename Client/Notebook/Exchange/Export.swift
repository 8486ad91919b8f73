import FoundationEssentials
public import ReformNotes
import SyncClient
import SyncModel

/// Which notes go out, and how.
public struct ExportChoice: Hashable, Sendable {
    public enum Format: String, Sendable, CaseIterable {
        /// A line for each thing.
        case ndjson
        /// One envelope around all.
        case json
    }

    public var format = Format.ndjson
    /// An item's id.
    public var item: String?
    /// Milliseconds since 1970; only notes edited then or later.
    public var since: Int64?
    public var status: NoteStatus?
    /// Whether each change that is held here goes with its note.
    public var withHistory = false

    public init() {}
}

extension Notebook {
    /// Writes items and notes, withdrawn notes too, from one snapshot; `write` gets it piece by piece, so memory does not grow
    /// with the notes.
    /// - Returns: how many notes went out.
    public func export(_ choice: ExportChoice, to write: @escaping Output) throws -> Int {
        try replica.read { reader in
            let selection = ExportSelection(choice, reader)
            switch choice.format {
            case .ndjson: return try exportLines(selection, write)
            case .json: return try exportEnvelope(selection, write)
            }
        }
    }

    private func exportLines(_ selection: ExportSelection, _ write: @escaping Output) throws -> Int {
        let count = try selection.count()
        var lines = CountedLines(write)
        try lines.write { header in
            header.object { header in
                header.member("type", "header")
                header.member("schema", ExportSelection.schema)
                header.member("catalogue", catalogue.version)
                header.key("items")
                header.number(catalogue.items.count)
                header.key("notes")
                header.number(count)
            }
        }
        for item in catalogue.items { try lines.write(bytes: try item.line) }
        try selection.forEach { id, reader in
            if let view = try NoteReading(id, reader)?.view { try lines.write { $0.exported(view) } }
            for revision in try selection.revisions(of: id) { try lines.write { $0.exported(revision, of: id) } }
        }
        try lines.close()
        return count
    }

    private func exportEnvelope(_ selection: ExportSelection, _ write: @escaping Output) throws -> Int {
        var list = ListedValues(write)
        try list.open(#"{"schema":"\#(ExportSelection.schema)","data":{"catalogue":"\#(catalogue.version)","items":["#)
        for item in catalogue.items { try list.write(bytes: try item.json) }
        try list.open(#"],"notes":["#)
        try selection.forEach { id, reader in
            if let view = try NoteReading(id, reader)?.view { try list.write { $0.exported(view, type: nil) } }
        }
        try list.open(#"],"revisions":["#)
        try selection.forEach { id, _ in
            for revision in try selection.revisions(of: id) {
                try list.write { $0.exported(revision, of: id, type: nil) }
            }
        }
        try list.open("]},\"warnings\":[]}\n")
        return try selection.count()
    }
}

/// The notes that go out, in one snapshot.
private struct ExportSelection {
    static let schema = "fieldnotes.export/1"

    private let choice: ExportChoice
    private let reader: ReplicaReader
    private let keys: NoteKeys

    init(_ choice: ExportChoice, _ reader: ReplicaReader) {
        self.choice = choice
        self.reader = reader
        keys = NoteKeys(item: choice.item, since: choice.since, status: choice.status, reader)
    }

    func count() throws -> Int { try keys.count() }

    /// In order of id, one at a time.
    func forEach(_ body: (NoteID, ReplicaReader) throws -> Void) throws {
        try keys.forEach { try body($0, reader) }
    }

    func revisions(of id: NoteID) throws -> [Revision] {
        choice.withHistory ? try NoteHistory(id, reader)?.revisions ?? [] : []
    }
}

extension ReformItem {
    fileprivate var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }

    fileprivate var line: [UInt8] {
        get throws { Array(#"{"type":"item","#.utf8) + (try json.dropFirst()) }
    }
}
