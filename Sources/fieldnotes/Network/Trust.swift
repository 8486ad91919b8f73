import ArgumentParser
import Glibc
import SyncClient

/// Whom a device takes for its team's server, where that is not left to the system's authorities alone.
struct Trust: Equatable {
    /// The path of a PEM file with the authorities that are trusted instead of the system's.
    var authorities: String?
    /// The keys of which the server must show one, besides a certificate that is trusted: `sha256//` and 44 characters.
    var pins: [String] = []

    private static let bytesMax = 1 << 20

    /// What was kept with a replica; nothing where nothing was.
    static func kept(at places: Places) throws -> Trust {
        let pins = try PrivateFile.read(places.pins, most: bytesMax) ?? []
        let lines = String(decoding: pins, as: UTF8.self).split(separator: "\n").map(String.init)
        return Trust(authorities: access(places.authorities, F_OK) == 0 ? places.authorities : nil, pins: lines)
    }

    /// Keeps this with the replica, in place of what was kept there before.
    func keep(at places: Places) throws {
        if let authorities {
            guard let bytes = try PrivateFile.read(authorities, most: Trust.bytesMax) else {
                throw Complaint.unreadable(file: authorities, reason: String(cString: strerror(ENOENT)))
            }
            try PrivateFile.write(bytes, to: places.authorities)
        } else {
            unlink(places.authorities)
        }
        if pins.isEmpty {
            unlink(places.pins)
        } else {
            try PrivateFile.write(pins.flatMap { Array("\($0)\n".utf8) }, to: places.pins)
        }
    }
}

/// How a person says whom to trust, on joining.
struct TrustOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A PEM file of the authorities to trust instead of the system's, for a server with a private one. It is kept "
                + "with the notes.", valueName: "file"))
    var ca: String?

    @Option(
        help: ArgumentHelp(
            "A key that the server must show, sha256// and 44 characters; said again, one more that it may show instead. "
                + "It is kept with the notes.", valueName: "key"))
    var pin: [String] = []

    func validate() throws {
        guard pin.allSatisfy(TrustOptions.isPin) else {
            throw ValidationError("--pin is sha256// and the 44 characters of the key's SHA-256 in base64.")
        }
        if let ca, access(ca, R_OK) != 0 { throw ValidationError("--ca is a file that can be read; \(ca) is none.") }
    }

    /// Nil where nothing was said.
    var said: Trust? { ca == nil && pin.isEmpty ? nil : Trust(authorities: ca, pins: pin) }

    private static func isPin(_ text: String) -> Bool {
        let mark = "sha256//"
        guard text.hasPrefix(mark), text.utf8.count == mark.utf8.count + 44, text.hasSuffix("=") else { return false }
        return text.dropFirst(mark.count).dropLast().allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "/")
        }
    }
}
