public import ReformNotes

/// What someone looks for: words, and what the notes must be.
public struct SearchQuery: Hashable, Sendable {
    public var words: [String] = []
    public var kind: String?
    public var stance: String?
    /// The beginning of a word of the author's name.
    public var by: String?
    public var tag: String?
    /// An item's id.
    public var item: String?
    /// Milliseconds since 1970; the note was edited at that time or later.
    public var since: Int64?

    public init() {}

    /// More words than these are left out.
    static let wordsMax = 16

    var isEmpty: Bool { self == SearchQuery() }
    /// Whether only notes can fit.
    var isFiltered: Bool { kind != nil || stance != nil || by != nil || tag != nil || item != nil || since != nil }
}

/// Why a search cannot be made.
public enum SearchError: Error, Hashable, Sendable {
    /// No one item fits what stands after `item:`.
    case item(ItemLookup, String)
    /// What stands after `kind:` is no kind of a note.
    case kind(String)
    /// What stands after `stance:` is no stance.
    case stance(String)
    /// What stands after `since:` is no time.
    case time(String)
    /// Nothing is asked for.
    case empty
}

extension SearchQuery {
    /// Reads what was typed: `kind:`, `stance:`, `by:`, `tag:`, `item:` and `since:` before a value, all else words. A value
    /// in quotation marks may hold spaces; where an argument *begins* with `by:` or `since:`, so may its value.
    /// - Parameter time: reads a time of day, a date or what people say for one, in milliseconds since 1970.
    public init(
        _ arguments: [String], in catalogue: Catalogue, time: (String) -> Int64?
    ) throws {
        for argument in arguments {
            for part in SearchQuery.parts(argument) { try take(part, catalogue, time) }
        }
        if isEmpty { throw SearchError.empty }
    }

    private mutating func take(_ part: String, _ catalogue: Catalogue, _ time: (String) -> Int64?) throws {
        let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
        guard pair.count == 2, SearchQuery.filters.contains(pair[0]) else { return words.append(part) }
        switch pair[0] {
        case "kind":
            guard NoteKind(rawValue: pair[1]).isKnown else { throw SearchError.kind(pair[1]) }
            kind = pair[1]
        case "stance":
            guard NoteStance.View(rawValue: pair[1]).isKnown else { throw SearchError.stance(pair[1]) }
            stance = pair[1]
        case "by": by = pair[1]
        case "tag": tag = pair[1]
        case "item":
            let lookup = catalogue.lookUp(pair[1])
            guard case .found(let found) = lookup else { throw SearchError.item(lookup, pair[1]) }
            item = found.id
        default:
            guard let moment = time(pair[1]) else { throw SearchError.time(pair[1]) }
            since = moment
        }
    }

    private static let filters = ["kind", "stance", "by", "tag", "item", "since"]

    /// An argument at its spaces, but for those within quotation marks, which are taken off.
    private static func parts(_ argument: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in argument {
            if character == "\"" {
                isQuoted.toggle()
            } else if character.isWhitespace && !isQuoted && !isOpenEnded(parts) {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.filter { !$0.isEmpty }
    }

    private static func isOpenEnded(_ parts: [String]) -> Bool {
        parts.count == 1 && (parts[0].hasPrefix("by:") || parts[0].hasPrefix("since:"))
    }
}
