import SyncClient
import SyncModel

/// A device that writes notes and reads little: what it costs is the server's.
struct Writer {
    private let upstream: HTTPUpstream
    private let device: String
    private let replica: ReplicaID
    private var count: UInt64 = 0
    private(set) var cursor: String?

    private static let words = String(repeating: "Asked the board who chairs the review, and when. ", count: 6)

    init(_ device: Int, on ground: Ground, cursor: String? = nil) throws {
        upstream = try ground.upstream(device)
        self.device = Ground.name(device)
        replica = ReplicaID(bits: .random(in: 1 ... .max))
        self.cursor = cursor
    }

    /// New notes, each a change.
    mutating func notes(_ number: Int) -> [Change] {
        (0..<number).compactMap { _ in
            count += 1
            guard let id = RecordID(collection: "note", key: "\(replica)-\(count)") else { return nil }
            let fields: [(FieldKey, String)] = [
                ("item", "iro"), ("kind", "question"), ("body", "\(count). \(Writer.words)"),
            ].compactMap { name, text in FieldKey(name).map { ($0, text) } }
            return Change(
                dot: Dot(replica, count), stamp: Stamp(milliseconds: 0), record: id, author: Ground.member,
                device: device,
                context: Context(),
                assigns: FieldMap(fields.map { ($0, Assignment(value: Value(text: $1), replaces: [])) }))
        }
    }

    /// One call. The cursor follows.
    mutating func sync(_ changes: [Change], pageBytes: Int) throws -> SyncResponse {
        let request = SyncRequest(replica: replica, cursor: cursor, pageBytes: pageBytes, changes: changes)
        guard case .told(let response) = try upstream.sync(request) else {
            throw LoadFailure(what: "the server knows its own cursor no more")
        }
        cursor = response.cursor
        return response
    }
}

extension Outcome {
    /// Whether the server has the change now.
    var isKept: Bool {
        switch self {
        case .accepted, .concurrent, .duplicate: true
        default: false
        }
    }
}
