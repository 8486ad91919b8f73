import Glibc

/// One of the program's two streams. All text for people passes here as lines, which are inert.
struct Output {
    let descriptor: Int32
    let hasColour: Bool

    func write(_ lines: [Line]) throws {
        try write(Output.bytes(of: lines, inColour: hasColour))
    }

    static func bytes(of lines: [Line], inColour: Bool) -> [UInt8] {
        lines.flatMap { Array($0.rendered(inColour: inColour).utf8) + [UInt8(ascii: "\n")] }
    }

    /// Writes all bytes, or says why it could not: an answer cut short in silence would be taken for the whole.
    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written >= 0 else {
                throw Complaint.unspoken(reason: String(cString: strerror(errno)))
            }
            rest = rest.dropFirst(written)
        }
    }
}
