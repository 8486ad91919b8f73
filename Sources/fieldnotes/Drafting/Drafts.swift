import Glibc
import SyncModel

/// All drafts of this device, each from the moment its editor was opened until its text is saved.
struct Drafts {
    let directory: String

    /// The draft of that name left from before, else a new one with `text`, on the disk before any editor sees it.
    func open(_ name: String, text: String, facts: @autoclosure () -> Draft.Facts) throws -> Draft {
        if let draft = try find(name) { return draft }
        try PrivateFile.makeFolder(directory)
        let draft = Draft(name: name, directory: directory, facts: facts())
        // The facts come last: a draft is one only with them, so that a crash in between leaves none.
        try PrivateFile.write(Array(text.utf8), to: draft.path)
        try PrivateFile.write(draft.facts.json.bytes, to: draft.factsPath)
        return draft
    }

    /// Nil if there is none.
    func find(_ name: String) throws -> Draft? {
        guard let bytes = try PrivateFile.read("\(directory)/\(name).json") else { return nil }
        guard let facts = try? Draft.Facts(json: bytes) else {
            throw Complaint.unreadable(file: "\(directory)/\(name).json", reason: "it is not a draft's record")
        }
        return Draft(name: name, directory: directory, facts: facts)
    }

    /// The oldest first. A file that is no draft's is passed over.
    func all() -> [Draft] {
        guard let folder = opendir(directory) else { return [] }
        defer { closedir(folder) }
        var drafts: [Draft] = []
        while let entry = readdir(folder) {
            let file = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard file.hasSuffix(".json"), let draft = try? find(String(file.dropLast(5))) else { continue }
            drafts.append(draft)
        }
        return drafts.sorted { ($0.facts.opened, $0.name) < ($1.facts.opened, $1.name) }
    }
}

extension Draft.Facts {
    fileprivate var json: JSON {
        ["again": .text(again), "opened": .number(Int(opened)), "sight": .text(sight), "original": .text(original)]
    }

    fileprivate init(json: [UInt8]) throws {
        var texts: [String: String] = [:]
        var opened: Int64 = 0
        try JSONReader.whole(json) { reader in
            try reader.object { reader, name in
                if name == "opened" {
                    opened = Int64(clamping: try reader.count())
                } else {
                    texts[name] = try reader.string()
                }
            }
        }
        self.init(
            again: texts["again"] ?? "fieldnotes drafts", opened: opened, sight: texts["sight"] ?? "",
            original: texts["original"] ?? "")
    }
}
