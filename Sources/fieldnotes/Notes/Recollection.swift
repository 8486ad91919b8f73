import ReformNotes
import SyncModel

/// The notes that were last spoken of on this device, so that `@last` and `@2` name them without an id being typed.
struct Recollection: Equatable {
    /// The last note that was written or shown by itself.
    var last: NoteID?
    /// Those of the last list, in the order in which it showed them.
    var listed: [NoteID] = []

    /// Nobody counts further down a list.
    private static let listedMax = 1_000

    /// What a person means by `@last` or `@2`; nil where nothing of the kind is remembered.
    func note(_ typed: String) -> NoteID? {
        if typed == "@last" { return last }
        guard let place = Int(typed.dropFirst()), listed.indices.contains(place - 1) else { return nil }
        return listed[place - 1]
    }
}

extension Recollection {
    /// Nothing is remembered where there is no such file, or one that cannot be read.
    init(at path: String) {
        let bytes = (try? PrivateFile.read(path)) ?? nil
        try? JSONReader.whole(bytes ?? []) { reader in
            try reader.object { reader, name in
                switch name {
                case "last": last = NoteID(try reader.string())
                case "listed": try reader.array { listed += [NoteID(try $0.string())].compactMap(\.self) }
                default: try reader.skip()
                }
            }
        }
    }

    /// Writes it down for the next command, unless that would be the same again.
    func keep(at path: String) throws {
        guard self != Recollection(at: path) else { return }
        let ids = listed.prefix(Recollection.listedMax).map { JSON.text($0.description) }
        let json: JSON = ["last": .text(perhaps: last?.description), "listed": .list(ids)]
        try PrivateFile.write(json.bytes, to: path)
    }
}

extension Desk {
    /// Remembers what an answer spoke of. A list that only a program read is none that a person would count in.
    func remember(_ answer: Answer) throws {
        guard answer.subject != nil || answer.listed != nil else { return }
        let path = try places().recollection
        var recollection = Recollection(at: path)
        recollection.last = answer.subject ?? recollection.last
        if !options.wantsJSON { recollection.listed = answer.listed ?? recollection.listed }
        try recollection.keep(at: path)
    }
}
