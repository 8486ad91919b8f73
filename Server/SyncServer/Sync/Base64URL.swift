import Foundation

/// Base 64 with the letters that may stand in an address, unpadded. Every request and every answer bears a cursor so written.
enum Base64URL {
    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: Data(bytes).base64EncodedData().compactMap(safe), as: UTF8.self)
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let letters = text.utf8.map(plain)
        let padding = repeatElement(UInt8(ascii: "="), count: (4 - letters.count % 4) % 4)
        return Data(base64Encoded: Data(letters + padding)).map { [UInt8]($0) }
    }

    /// As the letter may stand in an address; nil for one that only fills up.
    private static func safe(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        case UInt8(ascii: "="): nil
        default: letter
        }
    }

    private static func plain(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: letter
        }
    }
}
