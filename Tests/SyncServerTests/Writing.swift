import Crypto
import SyncModel
import SyncServer
import TestSupport
import Testing

/// A device that says what a test tells it to, and keeps what the server told it.
final class Hand {
    let session: Session
    let member: String
    let device: String
    var replica: ReplicaID
    var cursor: String?
    private(set) var records: [RecordID: ToldRecord] = [:]
    private(set) var digest = SyncModel.Digest()
    private var count: UInt64 = 0

    init(
        _ server: BareServer, member: String = "Sam Okafor", device: String, replica: UInt64, role: Role = .member
    ) throws {
        session = try server.session(member, device: device, role: role)
        self.member = member
        self.device = device
        self.replica = ReplicaID(bits: replica)
    }

    /// A change of `field` of `record` in sight of `seen`, that replaces what it holds; of this device's next dot.
    func change(
        _ record: RecordID, _ field: FieldKey = .body, to text: String, seen: RecordState = RecordState(),
        at stamp: Stamp = Stamp(milliseconds: 1_676_400_000_000)
    ) -> Change {
        change(record, field, to: Value(text: text), seen: seen, at: stamp)
    }

    func change(
        _ record: RecordID, _ field: FieldKey, to value: Value, seen: RecordState,
        at stamp: Stamp = Stamp(milliseconds: 1_676_400_000_000)
    ) -> Change {
        count += 1
        let replaces = seen.registers[field]?.siblings.map(\.dot) ?? []
        return Change(
            dot: Dot(replica, count), stamp: stamp, record: record, author: member, device: device,
            context: seen.context,
            assigns: FieldMap([(field, Assignment(value: value, replaces: replaces))]))
    }

    /// Withdraws the record, in sight of all that this device was told of it unless `seen` says otherwise.
    func deletion(of record: RecordID, seen: RecordState? = nil) -> Change {
        let seen = seen ?? state(record)
        return change(record, .deleted, to: Deletion(reason: nil, seen: seen.context).value, seen: seen)
    }

    @discardableResult
    func push(_ changes: Change..., offers: [ToldRecord] = [], pageBytes: Int = 1 << 20) throws -> SyncResponse {
        try push(changes, offers: offers, pageBytes: pageBytes)
    }

    @discardableResult
    func push(
        _ changes: [Change], offers: [ToldRecord] = [], pageBytes: Int = 1 << 20, confirmed: Int? = nil
    ) throws -> SyncResponse {
        let response = try answer(changes, offers: offers, pageBytes: pageBytes, confirmed: confirmed)
        cursor = response.cursor
        digest = response.digest
        for record in response.records { records[record.id] = record }
        return response
    }

    /// What the server says, without taking it in: as if the answer were lost.
    func answer(
        _ changes: [Change], offers: [ToldRecord] = [], pageBytes: Int = 1 << 20, confirmed: Int? = nil
    ) throws -> SyncResponse {
        let request = SyncRequest(
            replica: replica, cursor: cursor, pageBytes: pageBytes, confirmed: confirmed, changes: changes,
            offers: offers)
        guard case .told(let response) = try session.sync(request) else { throw CursorForked() }
        return response
    }

    /// Pulls to the head, in pages of the size given.
    func pull(pageBytes: Int = 1 << 20) throws {
        while try push(pageBytes: pageBytes).more {}
    }

    func state(_ record: RecordID) -> RecordState { records[record]?.state ?? RecordState() }
}

struct CursorForked: Error {}

extension Hand {
    /// The sum of the hashes of what was told.
    var sum: SyncModel.Digest { records.values.sum }
}

extension Collection<ToldRecord> {
    var sum: SyncModel.Digest {
        reduce(SyncModel.Digest()) { sum, told in
            let hash = SHA256.hash(data: told.state.canonicalBytes(of: told.id))
            return sum + (SyncModel.Digest(Array(hash)) ?? SyncModel.Digest())
        }
    }
}

extension FieldKey {
    static let body = FieldKey(known: "body")
    static let kind = FieldKey(known: "kind")
}

/// A note by a short name.
func note(_ key: String) throws -> RecordID {
    try #require(RecordID(collection: "note", key: key))
}

extension Outcome {
    var isAccepted: Bool { if case .accepted = self { true } else { false } }
    var isConcurrent: Bool { if case .concurrent = self { true } else { false } }
    var isDuplicate: Bool { if case .duplicate = self { true } else { false } }
    var refusal: Refusal.Code? { if case .refused(let refusal) = self { refusal.code } else { nil } }
}
