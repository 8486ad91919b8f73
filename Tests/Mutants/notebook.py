"""Wrong variants of what a practitioner does with a replica: writing, settling, finding, bringing in. (See rule.py.)"""

FOLDER = "Client/Notebook"
TESTS = ["NotebookTests"]

MUTANTS = [
    ("a draft saved late replaces what was written meanwhile", "Writing/Writing.swift",
     "return try assign(note, in: opening, writer)",
     "return try assign(note, in: WRONG ? NoteReading(id, writer.reader).map(Opening.init) ?? opening : opening, writer)"),
    ("an edit assigns what it did not alter", "Writing/Writing.swift",
     "let values = note.assignments(since: opening.shown)",
     "let values = WRONG ? note.fields : note.assignments(since: opening.shown)"),
    ("a refused edit stays in quarantine when it is mended", "Writing/Writing.swift",
     "where opening.refused.contains(quarantined.edit.place) {",
     "where opening.refused.contains(quarantined.edit.place) && !WRONG {"),
    ("a refused text that was not shown leaves the quarantine", "Writing/Writing.swift",
     "fields: shown + [.deleted])", "fields: WRONG ? nil : shown + [.deleted])"),
    ("a mended edit takes away what lay below", "Reading/NoteReading.swift",
     "+ [edit.mark(of: field)]", "+ (WRONG ? sight.shown[field] ?? [] : [edit.mark(of: field)])"),
    ("what stands and was refused as well was not shown", "Reading/NoteReading.swift",
     "(isShown ? sight.shown[field] ?? [] : [])", "(isShown && !WRONG ? sight.shown[field] ?? [] : [])"),
    ("settling replaces a side that came after the opening", "Settling/Settling.swift",
     "let sight = open.opening.wholeSight",
     "let sight = try (WRONG ? NoteReading(id, writer.reader).map(Opening.init) : nil)?.wholeSight ?? open.opening.wholeSight"),
    ("fields that are not known are lost when notes come in", "Exchange/NoteImport.swift",
     "joined(note.fields, line.others)", "note.fields"),
    ("a file taken in twice doubles its notes", "Exchange/NoteImport.swift",
     "guard let id = line.id, try reader.knows(id),", "guard let id = line.id, !WRONG, try reader.knows(id),"),
    ("what is typed is a command of the index", "Search/SearchExpression.swift",
     "$0 == \"\\\"\" ? [$0, $0]", "$0 == \"\\\"\" && !WRONG ? [$0, $0]"),
    ("a note is found by what it said before", "Store/SearchIndexing.swift",
     "WHERE number <= :last AND is_indexed", "WHERE number <= :last AND is_indexed AND \\(WRONG ? 0 : 1)"),
    ("two notes are told of by one name", "Store/ShortName.swift", "max(4, shared + 1)", "max(4, shared)"),
    ("of several notes the first is meant", "Store/NoteLookup.swift",
     "fitting.count == 1 ?", "fitting.count == 1 || WRONG ?"),
    ("a withdrawn note counts", "Store/NoteCounts.swift",
     "\\(sign) * (\\(row).hidden = 0)", "\\(sign) * (\\(row).hidden = 0 OR \\(WRONG ? 1 : 0))"),
]
