extension UnsafeBufferPointer<UInt8> {
    /// The first place from `start` on that is not a plain letter of a JSON string: a quotation mark, a backslash, a control
    /// character, a byte beyond ASCII, or the end.
    ///
    /// It looks at eight bytes at once: nearly all that travels is text, and byte by byte this would cost a first sync more
    /// than anything else that is done with a page.
    func endOfPlainRun(from start: Int) -> Int {
        var place = start
        if let baseAddress {
            let bytes = UnsafeRawPointer(baseAddress)
            while place + 8 <= count, PlainRun.isPlain(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) {
                place += 8
            }
        }
        while place < count, PlainRun.isPlain(self[place]) { place += 1 }
        return place
    }
}

private enum PlainRun {
    static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Whether all eight bytes are. A byte below another leaves a borrow in its highest bit when that is taken from it, and
    /// one that is equal is zero when the two are laid over each other.
    static func isPlain(_ word: UInt64) -> Bool {
        let quote = word ^ repeated(UInt8(ascii: "\""))
        let backslash = word ^ repeated(UInt8(ascii: "\\"))
        let odd =
            word | (word &- repeated(0x20)) & ~word | (quote &- repeated(1)) & ~quote
            | (backslash &- repeated(1)) & ~backslash
        return odd & repeated(0x80) == 0
    }

    private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
