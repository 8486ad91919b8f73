import CPostgres

/// A value bound to a statement. It travels in PostgreSQL's binary form, never as a part of the statement's text.
enum PostgresValue {
    case integer(Int64?)
    /// Must not hold U+0000, which PostgreSQL has no room for: what a stranger may have written is kept as bytes.
    case text(String?)
    case bytes([UInt8]?)

    /// A 64-bit number that PostgreSQL, which has no unsigned ones, keeps as a signed one.
    static func bits(_ bits: UInt64) -> PostgresValue { .integer(Int64(bitPattern: bits)) }

    /// A list of numbers, which the statement takes apart again: `ANY (string_to_array($1, ',')::bigint[])`.
    static func list(_ numbers: [Int64]) -> PostgresValue {
        .text(numbers.map(String.init).joined(separator: ","))
    }

    /// The type's number in the catalogue of every PostgreSQL.
    var type: Oid {
        switch self {
        case .integer: 20
        case .text: 25
        case .bytes: 17
        }
    }

    /// Nil for NULL.
    var binary: [UInt8]? {
        switch self {
        case .integer(let number): number.map { withUnsafeBytes(of: $0.bigEndian, Array.init) }
        case .text(let text): text.map { Array($0.utf8) }
        case .bytes(let bytes): bytes
        }
    }
}

/// The values of one statement, laid out as libpq reads them.
struct PostgresBinding {
    let types: [Oid]
    let lengths: [Int32]
    let formats: [Int32]
    private var bytes: [UInt8] = []
    private var places: [Int?] = []

    init(_ values: [PostgresValue]) {
        let binaries = values.map(\.binary)
        types = values.map(\.type)
        lengths = binaries.map { Int32($0?.count ?? 0) }
        formats = Array(repeating: 1, count: values.count)
        for binary in binaries {
            places.append(binary == nil ? nil : bytes.count)
            bytes += binary ?? []
        }
        // An empty value has an address too, or it would be taken for NULL.
        bytes.append(0)
    }

    var count: Int32 { Int32(types.count) }

    func withPointers<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        bytes.withUnsafeBytes { buffer in
            let start = buffer.assumingMemoryBound(to: CChar.self).baseAddress
            return body(places.map { place in place.flatMap { start?.advanced(by: $0) } })
        }
    }
}
