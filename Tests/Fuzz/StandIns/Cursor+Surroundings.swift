/// What the cursor's file needs of the server, without its store. This seal signs everything with one word, so that what a
/// fuzzer makes up gets past it.
struct Seal {
    init(secret: [UInt8]) {}

    func code(_ purpose: String, _ team: Team, _ bytes: [UInt8]) -> [UInt8] { [UInt8](repeating: 0, count: 32) }
}

struct Team {
    let id: Int64
    let name: String
}

struct Head {
    let sequence: UInt64
    let chain: UInt64
    let moved: Int64
}

protocol StoreTransaction {
    func epoch() throws -> UInt64
    func chain(of team: Team, at sequence: UInt64) throws -> UInt64?
}

func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool { left == right }
