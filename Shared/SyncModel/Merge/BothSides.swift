/// Texts that do not merge, put together for a person who wants to keep them all: where they differ, one side's blocks stand
/// before the other's; where they agree, or only one of them changed what they set out from, a block stands once.
public enum BothSides {
    /// - Parameter base: what the sides set out from, if that is known.
    public static func text(base: String?, first: String, second: String) -> String {
        let old = Set(Blocks(Array((base ?? "").utf8)).blocks.map(\.text))
        let mine = Blocks(Array(first.utf8))
        let edits = Alignment(from: mine.blocks, to: Blocks(Array(second.utf8)).blocks).edits
        var kept: [Blocks.Block] = []
        var place = 0
        for edit in edits {
            kept += mine.blocks[place..<edit.range.lowerBound]
            // A block of the base that the other side changed or took out is nobody's any more.
            kept += (mine.blocks[edit.range] + edit.blocks).filter { !old.contains($0.text) }
            place = edit.range.upperBound
        }
        kept += mine.blocks[place...]
        return String(decoding: Blocks.assembled(lead: mine.lead, kept, tail: mine.tail), as: UTF8.self)
    }
}
