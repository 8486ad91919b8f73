import Notebook
import ReformNotes

/// What a search found, items first.
struct HitList {
    private let hits: SearchHits
    private let notes: NoteTable

    init(_ hits: SearchHits, in notebook: Notebook, _ dates: DateWriting) throws {
        self.hits = hits
        var table = try NoteTable(hits.notes.map(\.summary), in: notebook, dates)
        table.withItem = true
        for hit in hits.notes { table.excerpts[hit.summary.id] = hit.excerpt }
        notes = table
    }

    /// Every row has the same members, so that fields can be chosen from all.
    var json: JSON {
        .list(hits.items.map(HitList.json) + hits.notes.map(HitList.json))
    }

    func lines(_ columns: Int?) -> [Line] {
        if hits.items.isEmpty && hits.notes.isEmpty { return ["Nothing fits."] }
        let items = Table(
            columns: [.whole(""), .elastic("")],
            rows: hits.items.map { [Line($0.id, .bold), Line("\($0.title) · \($0.answer)")] }, hasHeadings: false)
        let more: [Line] = hits.hasMore ? ["There are more; --limit N shows them, --count counts them."] : []
        return items.lines(width: columns) + notes.table.lines(width: columns)
            + more.flatMap { $0.wrapped(to: columns) }
    }

    var rows: [[String]] {
        hits.items.map { [$0.id, $0.id, "item", "", "", "", "", $0.title] } + notes.rows
    }

    private static func json(_ hit: NoteHit) -> JSON {
        guard case .object(let members) = hit.summary.json else { return nil }
        return .object(
            [("type", "note")] + members + [("title", .text(hit.summary.title)), ("excerpt", .text(hit.excerpt))])
    }

    private static func json(_ item: ReformItem) -> JSON {
        let absent = ["measure", "body", "kind", "stance", "toward"].map { ($0, JSON.null) }
        let unwritten = ["status", "replyTo", "author", "created", "edited", "sync"].map { ($0, JSON.null) }
        return .object(
            [("type", "item"), ("id", .text(item.id)), ("item", .text(item.id))] + absent + [("tags", [])] + unwritten
                + [("title", .text(item.title)), ("excerpt", .text(item.answer))])
    }
}
