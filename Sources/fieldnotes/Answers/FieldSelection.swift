/// Of an answer's data only the members that were asked for by `--json=id,item`, in that order.
struct FieldSelection {
    private let names: [String]

    init(_ names: [String]) {
        self.names = names
    }

    /// Selects from an object, or from each object of a list. Throws `Complaint.unknownFields` for a name that an object lacks.
    func applied(to data: JSON) throws -> JSON {
        guard !names.isEmpty else { return data }
        switch data {
        case .list(let elements): return .list(try elements.map(applied))
        case .object(let members): return .object(try selected(from: members))
        default: return data
        }
    }

    private func selected(from members: [(String, JSON)]) throws -> [(String, JSON)] {
        let known = members.map(\.0)
        let unknown = names.filter { !known.contains($0) }
        guard unknown.isEmpty else { throw Complaint.unknownFields(unknown, known: known) }
        return names.compactMap { name in members.first { $0.0 == name } }
    }
}
