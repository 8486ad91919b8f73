import SyncModel

@testable import SyncServer

/// What must hold of any bytes that come as a cursor. It says what is wrong, and nil where nothing is.
enum CursorOracle {
    private static let team = Team(id: 7, name: "north-shire")
    private static let seal = Seal(secret: [UInt8](repeating: 7, count: 32))

    static func complaint(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        if let cursor = Cursor(text, team: team, seal: seal), !isSame(cursor, once: cursor.text(for: team, seal: seal))
        {
            return "a cursor is another once it is written"
        }
        // The bytes as a place in the order: what the server writes it must read again, and for that team alone.
        let words = (0..<5).map { word in bytes.dropFirst(8 * word).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        let head = Head(sequence: words[2], chain: words[3], moved: Int64(bitPattern: words[4]))
        let made = Cursor(epoch: words[0], sequence: words[1], head: head)
        guard isSame(made, once: made.text(for: team, seal: seal)) else { return "a cursor that was made is not known" }
        return nil
    }

    private static func isSame(_ cursor: Cursor, once text: String) -> Bool {
        Cursor(text, team: team, seal: seal) == cursor
    }
}
