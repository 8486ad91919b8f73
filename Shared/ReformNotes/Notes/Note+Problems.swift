extension Note {
    /// What keeps this note from being kept; empty where nothing does.
    public func problems(in catalogue: Catalogue) -> [NoteProblem] {
        targetProblems(catalogue) + bodyProblems + wordProblems + tagProblems + refProblems + birthProblems
    }

    /// The problems that an edit of `old` into this note brings. It does not answer for those that stood there before, such
    /// as a kind that only a newer client knows; a note of which nothing stands yet answers for all.
    public func problems(in catalogue: Catalogue, since old: Note) -> [NoteProblem] {
        let before = old.isBlank ? [] : Set(old.problems(in: catalogue))
        return problems(in: catalogue).filter { !before.contains($0) }
    }

    private func targetProblems(_ catalogue: Catalogue) -> [NoteProblem] {
        guard let item = catalogue.item(target.item) else { return [.unknownItem(target.item)] }
        var problems: [NoteProblem] = []
        if let measure = target.measure, item.measure(measure) == nil {
            problems.append(.unknownMeasure(measure, of: item))
        }
        let known = [NoteStance.decision, NoteStance.recommendation] + item.measures.map(\.id)
        if let stance, !known.contains(stance.toward) {
            problems.append(.unknownToward(stance.toward, of: item, known: known))
        }
        return problems
    }

    private var bodyProblems: [NoteProblem] {
        var problems: [NoteProblem] = []
        if body.allSatisfy(\.isWhitespace) { problems.append(.blankBody) }
        if body.utf8.count > NoteLimits.bodyBytes { problems.append(.bodyTooLong(bytes: body.utf8.count)) }
        if body.utf8.contains(0) { problems.append(.bodyWithNUL) }
        if let anchor, anchor.exact.utf8.count > NoteLimits.quoteBytes {
            problems.append(.quoteTooLong(bytes: anchor.exact.utf8.count))
        }
        return problems
    }

    private var wordProblems: [NoteProblem] {
        var problems: [NoteProblem] = []
        if !kind.isKnown { problems.append(.unknownWord(kind, NoteField.kind)) }
        if let stance, !stance.view.isKnown { problems.append(.unknownWord(stance.view, NoteField.stance)) }
        if !status.isKnown { problems.append(.unknownWord(status, NoteField.status)) }
        return problems
    }

    private var tagProblems: [NoteProblem] {
        let each = tags.compactMap { tag -> NoteProblem? in
            if tag.utf8.count > NoteLimits.tagBytes { return .tagTooLong(tag) }
            return Note.isTag(tag) ? nil : .malformedTag(tag)
        }
        return tags.count > NoteLimits.tags ? each + [.tooManyTags(tags.count)] : each
    }

    private var refProblems: [NoteProblem] {
        let each = refs.compactMap { ref -> NoteProblem? in
            if NoteField.ref(ref) == nil { return .refTooLong(ref) }
            let isOneLine = !ref.unicodeScalars.contains { $0.properties.generalCategory == .control }
            return isOneLine && !ref.allSatisfy(\.isWhitespace) ? nil : .malformedRef
        }
        return refs.count > NoteLimits.refs ? each + [.tooManyRefs(refs.count)] : each
    }

    private var birthProblems: [NoteProblem] {
        var problems: [NoteProblem] = []
        if author.allSatisfy(\.isWhitespace) { problems.append(.missingAuthor) }
        if author.utf8.count > NoteLimits.authorBytes { problems.append(.authorTooLong(bytes: author.utf8.count)) }
        if UTCTime(created) == nil { problems.append(.malformedCreated(created)) }
        return problems
    }

    /// A tag is one word in small letters of any script, so that it needs no quoting where it is typed.
    private static func isTag(_ tag: String) -> Bool {
        guard let first = tag.first, first.isLetter || first.isNumber, tag == tag.lowercased() else { return false }
        return tag.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
}
