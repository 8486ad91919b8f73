/// The lines of a file, read piece by piece, so that its size does not matter.
public struct FileLines: ~Copyable {
    /// A line may be so long, in bytes; no note with all it can hold comes near.
    public static let lineBytesMax = 4 << 20
    private static let pieceBytes = 1 << 16

    private let read: (Int) throws -> [UInt8]
    private var buffer: [UInt8] = []
    private var place = 0
    private var isAtEnd = false
    private var number = 0

    /// - Parameter read: the next bytes, at most so many; none at the end.
    public init(reading read: @escaping (Int) throws -> [UInt8]) {
        self.read = read
    }

    /// The next line without its line break; nil behind the last.
    /// - Throws: ``ImportError`` where a line is too long; what reading throws.
    public mutating func next() throws -> [UInt8]? {
        number += 1
        var searched = place
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { place = end + 1 }
                return Array(buffer[place..<end])
            }
            if isAtEnd {
                defer { place = buffer.count }
                return place < buffer.count ? Array(buffer[place...]) : nil
            }
            buffer.removeFirst(place)
            place = 0
            searched = buffer.count
            guard searched <= FileLines.lineBytesMax else {
                throw ImportError(line: number, reason: "It is longer than any note can be.")
            }
            let piece = try read(FileLines.pieceBytes)
            isAtEnd = piece.isEmpty
            buffer += piece
        }
    }
}
