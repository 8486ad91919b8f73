import SyncModel

#if canImport(Glibc)
    import Glibc
#endif

/// A state as it lies in its row. The text that a column beside it shows, as a rule most of its bytes, is left out: it would be
/// written twice, and a replica would be half as large again.
///
/// In its place stands a byte that no JSON holds, so that a state which was written whole reads as well.
struct AbridgedState {
    let bytes: [UInt8]

    private static let mark: UInt8 = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Parameter text: what the row shows; nil where it shows none.
    init(of json: [UInt8], without text: String?) {
        guard let text, let place = json.place(of: AbridgedState.quoted(text)) else {
            bytes = json
            return
        }
        bytes = json[..<place.lowerBound] + [AbridgedState.mark] + json[place.upperBound...]
    }

    /// The state's JSON, byte for byte as it was, where `text` is what the row showed then.
    func json(with text: String?) -> [UInt8] {
        guard let text, let place = bytes.firstIndex(of: AbridgedState.mark) else { return bytes }
        return bytes[..<place] + AbridgedState.quoted(text) + bytes[(place + 1)...]
    }

    private static func quoted(_ text: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(text)
        return writer.bytes
    }
}

extension [UInt8] {
    /// Where `text`, a string in its quotes, stands first.
    fileprivate func place(of text: [UInt8]) -> Range<Int>? {
        withUnsafeBytes { all in
            guard let base = all.baseAddress else { return nil }
            var rest = 0..<all.count
            while let start = all[rest].firstIndex(of: UInt8(ascii: "\"")), start + text.count <= all.count {
                if memcmp(base + start, text, text.count) == 0 { return start..<(start + text.count) }
                rest = (start + 1)..<all.count
            }
            return nil
        }
    }
}
