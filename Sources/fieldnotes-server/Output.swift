import FoundationEssentials
import Glibc

/// What the program prints: answers on standard output, complaints on standard error.
enum Output {
    /// At once, for someone may be waiting for this very line.
    static func say(_ text: String) { write(text, to: STDOUT_FILENO) }

    static func complain(_ text: String) { write(text, to: STDERR_FILENO) }

    /// `data` as scripts read it, under the name and version of its form.
    static func answer(_ schema: String, _ data: some Encodable) {
        say(json(Answer(schema: "fieldnotes-server.\(schema)/1", data: data)))
    }

    static func json(_ content: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(content) else { preconditionFailure("an answer always encodes") }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ text: String, to file: Int32) {
        var rest = Array((inert(text) + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Names that others chose may hold what a terminal would obey: that is shown as JSON would write it.
    private static func inert(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { inert, scalar in
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator:
                for unit in scalar.utf16 {
                    let digits = String(unit, radix: 16)
                    inert += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: inert.unicodeScalars.append(scalar)
            }
        }
    }
}

private struct Answer<Content: Encodable>: Encodable {
    let schema: String
    let data: Content
    let warnings: [String] = []
}
