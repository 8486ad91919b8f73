/// A row that cannot be what this program wrote.
struct DamagedRow: Error, CustomStringConvertible {
    let table: String

    var description: String { "a row of the table \(table) cannot be read" }
}
