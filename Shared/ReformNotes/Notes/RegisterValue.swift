// Equality of values is that of their bytes, so two clients that say the same must write the same. Every register with
// members therefore writes all of them, null for what is not there, in one order and without spaces.

import SyncModel

extension Value {
    /// An object with the members that `write` puts in.
    init(members write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.object(write)
        self.init(unchecked: writer.bytes)
    }

    /// Hands each member to `read`; false where the value is no object or a member is not of the kind that was read.
    func readMembers(_ read: (inout JSONReader, String) throws -> Void) -> Bool {
        let done: Void? = try? JSONReader.whole(json) { try $0.object(read) }
        return done != nil
    }
}

extension JSONWriter {
    /// A member that is a text, or null.
    mutating func member(_ name: String, _ text: String?) {
        key(name)
        if let text { string(text) } else { raw("null".utf8) }
    }
}

extension JSONReader {
    mutating func textOrNull() throws -> String? {
        try isNull() ? nil : try string()
    }
}
