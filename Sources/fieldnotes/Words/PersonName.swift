import Glibc
import ReformNotes

/// The names under which notes are written: the person's and the device's.
enum PersonName {
    private static let deviceBytesMax = 64

    /// Throws `Complaint.badName`.
    static func author(_ typed: String) throws -> String {
        try checked(typed, "An author's name", bytesMax: NoteLimits.authorBytes)
    }

    /// The device's name as it was typed, else this machine's own. Throws `Complaint.badName`.
    static func device(_ typed: String?) throws -> String {
        try checked(typed ?? machine, "A device's name", bytesMax: deviceBytesMax)
    }

    /// The first part of the machine's name in its network.
    private static var machine: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "device" }
        let bytes = name.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: ".")) }.map { UInt8(bitPattern: $0) }
        let text = String(decoding: bytes.prefix(deviceBytesMax), as: UTF8.self)
        return text.isEmpty ? "device" : text
    }

    private static func checked(_ typed: String, _ what: String, bytesMax: Int) throws -> String {
        let name = String(typed.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard (1...bytesMax).contains(name.utf8.count), !name.unicodeScalars.contains(where: Inert.isActive) else {
            throw Complaint.badName(what, bytesMax: bytesMax)
        }
        return name
    }
}
