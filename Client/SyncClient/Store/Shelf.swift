public import GRDB
public import SyncModel

/// How the records of one collection lie in a table that a person can open and read: the fields as they are shown, in columns
/// of their own, beside what the sync needs.
///
/// Whoever knows what a record means supplies one; collections that nobody knows lie on ``OtherShelf`` and are kept untouched.
public protocol Shelf: Sendable {
    /// The collection, which is also the table's name.
    var collection: String { get }
    /// The columns in order: name and SQL declaration.
    var columns: [(name: String, declaration: String)] { get }
    /// The column that shows the longest text of a record as it was written, nil where none does: the state in the same row
    /// leaves that text out.
    var longest: String? { get }
    /// SQL that makes the indexes and whatever else is kept beside the table, run once when the replica is made.
    var furniture: [String] { get }
    /// SQL that alters it in replicas of the first version, and in new ones after that.
    var secondFurniture: [String] { get }
    /// How siblings of each field come together.
    func rule(_ field: FieldKey) -> MergeRule
    /// A value for each column.
    func row(_ record: ShownRecord) -> [DatabaseValue]
    /// What is wrong with the furniture, nil where it fits the table.
    func fault(_ db: Database) throws -> String?
}

extension Shelf {
    public var longest: String? { nil }
    public var secondFurniture: [String] { [] }
    public func fault(_ db: Database) throws -> String? { nil }

    /// The columns that a row's sum is of, in order; the column `sum` follows them where a row is read to be checked.
    public var sealedColumns: [String] { ["key"] + columns.map(\.name) + ["unsent", "conflicts", "hidden"] }
}

/// A record as it is seen on this replica, for a shelf to lay out.
public struct ShownRecord {
    public let id: RecordID
    public let state: RecordState
    /// Of each field, reckoned once: a row is made of all of them, and of their conflicts.
    private let fields: FieldMap<Shown>

    init(id: RecordID, state: RecordState, rule: (FieldKey) -> MergeRule) {
        self.id = id
        self.state = state
        fields = FieldMap(
            state.registers.compactMap { field, _ in state.shown(field, rule: rule(field)).map { (field, $0) } })
    }

    /// The shown value of a field, nil where nothing was assigned to it or null was.
    public func value(_ field: FieldKey) -> Value? {
        guard let value = fields[field]?.value, !value.isNull else { return nil }
        return value
    }

    /// The shown values of all fields that have one.
    public var values: FieldMap<Value> {
        FieldMap(fields.compactMap { $0.content.value.isNull ? nil : ($0.key, $0.content.value) })
    }

    /// The fields in conflict, in order.
    public var conflicts: [FieldKey] { fields.filter(\.content.isConflict).map(\.key) }
}

/// Where records of collections lie that this program does not know.
struct OtherShelf: Shelf {
    let collection = "other"
    let columns: [(name: String, declaration: String)] = []
    let furniture: [String] = []

    func rule(_ field: FieldKey) -> MergeRule { .single }
    func row(_ record: ShownRecord) -> [DatabaseValue] { [] }
}

/// All shelves of a replica.
public struct Shelves: Sendable {
    private let known: [any Shelf]
    private let other = OtherShelf()

    public init(_ known: [any Shelf] = []) {
        self.known = known
    }

    var all: [any Shelf] { known + [other] }

    /// The shelf of a record and the key under which it lies there.
    func place(of id: RecordID) -> (shelf: any Shelf, key: String) {
        if let shelf = known.first(where: { $0.collection == id.collection }) { return (shelf, id.key) }
        return (other, id.description)
    }

    public var rules: MergeRules {
        { collection, field in known.first { $0.collection == collection }?.rule(field) ?? .single }
    }
}
