import SyncModel

/// The paths of one team on a server.
struct TeamPath {
    private let team: String

    init(_ name: String) {
        team = "/v1/teams/" + TeamPath.encoded(name)
    }

    static let join = "/v1/join"

    var sync: String { team + "/sync" }
    var events: String { team + "/events" }
    var token: String { team + "/token" }

    /// A record's name holds nothing that a path would have to encode.
    func history(of record: RecordID) -> String { "\(team)/records/\(record)/history" }

    /// `name` as one step of a path: every byte but letters, digits, `-`, `.`, `_` and `~` percent-encoded.
    private static func encoded(_ name: String) -> String {
        name.utf8.reduce(into: "") { path, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                path.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                path += "%" + Hex.text(of: [byte]).uppercased()
            }
        }
    }
}
