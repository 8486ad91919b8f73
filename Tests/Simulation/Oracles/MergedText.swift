import SyncModel

/// A text that the program shows as several sides in one, held against what people wrote: a paragraph of one side may be
/// missing only where somebody once took it out of the text in front of them.
///
/// An edit made in front of such a text replaces all its sides, so whatever the merge dropped would be gone in silence.
struct MergedText {
    let look: Look
    let world: World

    func ask() throws {
        guard let shown = look.shown(.body), shown.isMerged else { return }
        let sides = look.sides(.body).compactMap(\.value).flatMap(paragraphs)
        for paragraph in Set(sides).subtracting(paragraphs(shown.value))
        where !world.ledger.knowsTakenOut(paragraph, of: look.record) {
            throw Trouble(.lost, "a merge of \(look.record.key.prefix(4)) leaves out “\(paragraph.prefix(40))”")
        }
    }

    private func paragraphs(_ value: Value) -> Set<Substring> {
        Set((value.text ?? "").split(separator: "\n\n"))
    }
}
