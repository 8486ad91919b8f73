/// One of the tables that every store has: what a move from one store to another carries over, row by row.
struct KeptTable: Sendable {
    enum Kind {
        case integer, text, bytes
    }

    struct Column: Sendable {
        let name: String
        let kind: Kind
        /// What stands for it in SQLite, where that is no column of the same kind.
        var inSQLite: InSQLite = .same

        enum InSQLite {
            case same, text
            /// Nothing is kept, for this says the same.
            case derived(String)
        }
    }

    let name: String
    /// Whether the database draws the rows' numbers.
    var isNumbered = false
    let columns: [Column]

    /// In an order in which each refers only to those before it.
    static let all = [
        KeptTable(
            name: "team", isNumbered: true,
            columns: .integers("id") + .texts("name", "identity") + .integers("created", "sequence")
                + .bytes("digest") + .integers("chain", "moved", "archived")),
        KeptTable(name: "formerName", columns: .integers("team") + .texts("name")),
        KeptTable(name: "pastLife", columns: .integers("epoch")),
        KeptTable(name: "link", columns: .integers("team", "sequence", "chain")),
        KeptTable(
            name: "member", isNumbered: true,
            columns: .integers("id", "team") + .texts("name", "role") + .integers("created", "revoked")),
        KeptTable(
            name: "device", isNumbered: true,
            columns: .integers("id") + [team(of: "member.id = device.member", in: "member")] + .integers("member")
                + .texts("name") + .bytes("tokenHash", "nextTokenHash") + .integers("created", "revoked", "seen")
                + .texts("program")),
        KeptTable(
            name: "formerToken", columns: .integers("team", "device") + .bytes("tokenHash") + .integers("ended")),
        KeptTable(
            name: "invitation", isNumbered: true,
            columns: .integers("id", "team") + .texts("member", "role", "beginning") + .bytes("codeHash")
                + .integers("expires", "used", "device")),
        KeptTable(name: "replica", columns: .integers("team", "id", "device", "epoch")),
        KeptTable(
            name: "record",
            columns: .integers("team") + .texts("collection", "key") + .integers("sequence", "revision")
                + .bytes("hash", "offered", "state")),
        KeptTable(
            name: "change",
            columns: .integers("team", "replica", "n") + .bytes("hash") + .integers("received") + .texts("refusal")
                + .bytes("message") + .texts("collection", "key") + .integers("revision") + .bytes("change")),
        KeptTable(
            name: "offeredValue",
            columns: .integers("team") + .texts("collection", "key")
                + [Column(name: "field", kind: .bytes, inSQLite: .text)] + .integers("replica", "n")
                + .bytes("value") + .texts("replaces")),
        KeptTable(
            name: "deletion",
            columns: [
                team(of: "device.id = deletion.device", in: "device JOIN member ON member.id = device.member")
            ] + .integers("device", "time", "records")),
        KeptTable(
            name: "audit",
            columns: .integers("team", "place", "time") + .texts("actor", "deed", "subject") + .bytes("hash")),
    ]

    private static func team(of condition: String, in tables: String) -> Column {
        let team = "(SELECT member.team FROM \(tables) WHERE \(condition))"
        return Column(name: "team", kind: .integer, inSQLite: .derived(team))
    }
}

extension [KeptTable.Column] {
    fileprivate static func integers(_ names: String...) -> Self { names.map { Element(name: $0, kind: .integer) } }
    fileprivate static func texts(_ names: String...) -> Self { names.map { Element(name: $0, kind: .text) } }
    fileprivate static func bytes(_ names: String...) -> Self { names.map { Element(name: $0, kind: .bytes) } }
}
