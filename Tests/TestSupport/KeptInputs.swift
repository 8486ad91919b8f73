import Foundation

/// Inputs that once broke a decoder. `make fuzz` puts what it finds below `Tests/Fuzz/Kept`, and there it stays.
public enum KeptInputs {
    /// Those of one decoder.
    public static func of(_ decoder: String) throws -> [(name: String, bytes: [UInt8])] {
        let house = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let folder = house.appending(path: "Tests/Fuzz/Kept/\(decoder)").path
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return try names.sorted().map { ($0, [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\($0)")))) }
    }

    /// `bytes`, and what a poor copyist makes of them: every byte left out, doubled or altered in turn.
    public static func miscopied(_ bytes: [UInt8]) -> [[UInt8]] {
        var copies: [[UInt8]] = [bytes]
        for (place, byte) in bytes.enumerated() {
            let others: [[UInt8]] = [[], [byte, byte], [byte ^ 1], [byte ^ 0x20], [UInt8(ascii: "\"")], [0xC3]]
            for other in others {
                var copy = bytes
                copy.replaceSubrange(place...place, with: other)
                copies.append(copy)
            }
        }
        return copies
    }
}
