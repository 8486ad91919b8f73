import SyncModel

/// Looks up values of one record that were replaced: in the history, or among what came in offers.
///
/// The rule asks for them where a merge needs a base, and cannot deal with a failing store; so a failure is kept here, and
/// the caller must ask for it before it believes the result.
final class Recall {
    private let record: RecordID
    private let team: Team
    private let store: any StoreTransaction
    private var changes: [Dot: Change?] = [:]
    private var failure: (any Error)?

    init(_ record: RecordID, of team: Team, in store: any StoreTransaction) {
        self.record = record
        self.team = team
        self.store = store
    }

    func entry(_ field: FieldKey, _ dot: Dot) -> Register.Entry? {
        do {
            return try found(field, dot)
        } catch {
            failure = failure ?? error
            return nil
        }
    }

    /// Throws what went wrong in looking up, if anything did.
    func check() throws {
        if let failure { throw failure }
    }

    private func found(_ field: FieldKey, _ dot: Dot) throws -> Register.Entry? {
        if let change = try change(dot), change.record == record, let assignment = change.assigns[field] {
            return Register.Entry(dot: dot, value: assignment.value, replaces: assignment.replaces)
        }
        return try store.offeredEntry(dot, of: field, of: record, in: team)
    }

    private func change(_ dot: Dot) throws -> Change? {
        if let known = changes[dot] { return known }
        let change = try store.change(dot, in: team)
        changes[dot] = .some(change)
        return change
    }
}
