/// Why compressed bytes were not taken.
enum InflationError: Error, Hashable {
    /// More came out than is allowed.
    case tooLarge
    /// They are cut short, or are not what they claim to be.
    case broken
}

/// Bytes that come piece by piece, up to a limit: what a few bytes swell to is measured as it comes out, not believed.
struct BoundedBytes {
    private let limit: Int
    private var bytes: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ piece: [UInt8]) throws(InflationError) {
        guard bytes.count + piece.count <= limit else { throw .tooLarge }
        bytes += piece
    }

    func whole(isAllTaken: Bool) throws(InflationError) -> [UInt8] {
        guard isAllTaken else { throw .broken }
        return bytes
    }
}
