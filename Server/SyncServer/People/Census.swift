import SyncModel

/// What stands open in a team's records, looked up in all of them.
struct Census {
    /// A record that a person must settle.
    struct Conflict {
        /// When its second side came, milliseconds since 1970.
        let since: Int64
        /// The authors of its sides.
        let authors: Set<String>
    }

    private(set) var notes = 0
    private(set) var conflicts: [Conflict] = []

    /// The one field whose siblings are merged as text, in all teams.
    private static let text = FieldKey(known: "body")

    init(of team: Team, in store: any StoreTransaction) throws {
        try store.feed(of: team, after: 0) { row in
            if let state = row.vouched?.state, !state.isEmpty, !state.isHidden {
                notes += row.id.collection == "note" ? 1 : 0
                if let conflict = Census.conflict(in: state) { conflicts.append(conflict) }
            }
            return true
        }
    }

    func conflicts(naming member: String) -> Int {
        conflicts.count { $0.authors.contains { $0.isSame(as: member) } }
    }

    /// The longest that anybody has been waiting; nil where nothing is open.
    var oldest: Int64? { conflicts.map(\.since).min() }

    private static func conflict(in state: RecordState) -> Conflict? {
        let open = state.registers.filter { field in
            state.shown(field.key, rule: field.key == text ? .text : .single)?.isConflict == true
        }
        let sides = open.map { field in field.content.siblings.compactMap { state.origin(of: $0.dot) } }
        guard !sides.isEmpty else { return nil }
        let beginnings = sides.compactMap { side in
            side.compactMap { $0.acceptance?.received }.sorted().prefix(2).last
        }
        return Conflict(since: beginnings.min() ?? 0, authors: Set(sides.joined().map(\.author)))
    }
}
