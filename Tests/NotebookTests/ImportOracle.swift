import Foundation
import ReformNotes
import SyncModel

@testable import Notebook

/// What must hold of any bytes that a person may name as a file to import. It says what is wrong, and nil where nothing is.
enum ImportOracle {
    static func complaint(_ bytes: [UInt8]) -> String? {
        let whole = lines(of: bytes, piece: bytes.count + 1)
        for piece in [1, 7] where lines(of: bytes, piece: piece) != whole { return "lines depend on how they are read" }
        return whole.lazy.compactMap(complaint(line:)).first
    }

    /// The lines of a file that comes in pieces of so many bytes.
    private static func lines(of bytes: [UInt8], piece: Int) -> [[UInt8]] {
        var rest = bytes[...]
        var lines = FileLines { most in
            defer { rest = rest.dropFirst(min(piece, most)) }
            return Array(rest.prefix(min(piece, most)))
        }
        var found: [[UInt8]] = []
        while let line = try? lines.next() { found.append(line) }
        return found
    }

    /// What a line says must be what Foundation reads in it.
    private static func complaint(line: [UInt8]) -> String? {
        guard let read = try? ImportLine(line), !read.isForeign,
            let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        else { return nil }
        for (name, ours) in [("item", read.item), ("body", read.body), ("author", read.author)] {
            // Names that look alike are one to Foundation.
            guard let theirs = object[name] as? String, let ours else { continue }
            guard ours.utf8.elementsEqual(theirs.utf8) else { return "\(name) is another text to Foundation" }
        }
        if let tags = read.tags, let theirs = object["tags"] as? [String],
            tags.map({ Array($0.utf8) }) != theirs.map({ Array($0.utf8) })
        {
            return "the tags are others to Foundation"
        }
        if let id = read.id, NoteID(typed: id.description) != id { return "an id is another once it is written" }
        if let anchor = read.anchor?.value, NoteAnchor(anchor.value) != anchor {
            return "an anchor is another once it is written"
        }
        return nil
    }
}
