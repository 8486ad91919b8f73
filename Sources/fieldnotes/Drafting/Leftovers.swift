extension Desk {
    /// Tells once of each draft that an earlier command left behind; only on a terminal, for a script cannot take it up.
    func mentionDrafts() throws {
        guard terminal.talks, !options.quiet, !options.wantsJSON, !isRehearsal else { return }
        for draft in try drafts().all() where !draft.isOpen {
            guard try PrivateFile.read(draft.mentionPath) == nil else { continue }
            try PrivateFile.write([], to: draft.mentionPath)
            try say(
                Line(
                    "A draft from \(dates.full(draft.facts.opened)) was left; `\(draft.facts.again)` carries on from it."
                ))
        }
    }
}
