import SyncModel

/// A text that the program shows as several sides in one, held against what people wrote: a paragraph of one side may be
/// missing only where somebody once took it out of the text in front of them.
///
/// An edit made in front of such a text replaces all its sides, so whatever the merge dropped would be gone in silence.
struct MergedText {
    let look: Look
    let ledger: Ledger

    func ask() throws {
        guard let shown = look.shown(.body), shown.isMerged else { return }
        let sides = look.sides(.body).compactMap(\.value).flatMap(paragraphs)
        for paragraph in Set(sides).subtracting(paragraphs(shown.value)) where !isTakenOut(paragraph) {
            throw Trouble(.lost, "a merge of \(look.record.key.prefix(4)) leaves out “\(paragraph.prefix(40))”")
        }
    }

    private func paragraphs(_ value: Value) -> Set<Substring> {
        Set((value.text ?? "").split(separator: "\n\n"))
    }

    private func isTakenOut(_ paragraph: Substring) -> Bool {
        let sought = Array(paragraph.utf8)
        return ledger.writes.contains { write in
            write.word.record == look.record && write.word.field == .body && !write.word.text.contains(sought)
                && write.replaced.contains { $0.text.contains(sought) }
        }
    }
}
