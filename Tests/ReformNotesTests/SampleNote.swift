import ReformNotes

/// A note in which every field is set.
func sampleNote() -> Note {
    Note(
        about: NoteTarget(item: "foster-care", measure: "minimum-allowances"),
        body: "Allowances lag behind.\n\nTwo carers left over “fuel” this year.", author: "Sam Okafor",
        created: "2023-02-15T08:12:40Z", kind: .evidence,
        stance: NoteStance(.support, toward: "minimum-allowances"), tags: ["cost", "retention"],
        refs: ["https://example.org/a?b=c", "iro"],
        anchor: NoteAnchor(
            field: "decision", exact: "outpace inflation", prefix: "will ", suffix: ".", start: 10, end: 27,
            catalogue: "2023.1"),
        status: .ready, replyTo: NoteID(bits: 1), importedFrom: NoteOrigin(author: "Dana Reed", created: nil))
}

/// A note with nothing set that need not be.
func plainNote(_ body: String = "Seen twice this month.") -> Note {
    Note(
        about: NoteTarget(item: "independent-reviewing-officers"), body: body, author: "Sam Okafor",
        created: "2023-02-15T08:12:40.250Z")
}
