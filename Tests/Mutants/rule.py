"""Wrong variants of the rule, each of which some test must notice.

One row each: what is wrong, the file, the right snippet, and the wrong one. Where the wrong snippet
names WRONG, that stands for whether this variant is switched on; elsewhere both snippets are expressions of one type.

Each table names the folder that its files are in, and the tests that ought to notice, which are tried first.
"""

FOLDER = "Shared/SyncModel"
TESTS = ["SyncModelTests"]

MUTANTS = [
    # What was seen.
    ("the last change seen counts as unseen", "Names/Context.swift", "dot.n <= self[dot.replica]", "dot.n < self[dot.replica]"),
    ("a context does not cover itself", "Names/Context.swift", "$0.n <= self[$0.replica]", "$0.n < self[$0.replica]"),
    ("contexts are joined to the lesser", "Names/Context.swift", "max(entries[place].n, dot.n)", "min(entries[place].n, dot.n)"),
    ("stamps are compared with a sign", "Names/Stamp.swift", "left.bits < right.bits", "Int64(bitPattern: left.bits) < Int64(bitPattern: right.bits)"),
    ("replica ids are compared with a sign", "Names/Dot.swift", "(left.replica.bits, left.n) < (right.replica.bits, right.n)",
     "(Int64(bitPattern: left.replica.bits), left.n) < (Int64(bitPattern: right.replica.bits), right.n)"),
    ("an edit may be stamped below what it replaces", "Names/Stamp.swift", "max(made, below?.next ?? made)", "made"),
    ("one far stamp poisons all that follow", "Names/Stamp.swift", "{ !$0.isInFuture(of: now) }", "{ !$0.isInFuture(of: now) || WRONG }"),
    # Apply and join.
    ("a change is applied twice", "Record/Apply.swift", "!context.covers(change.dot)", "true"),
    ("a change replaces siblings that were not shown", "Record/Apply.swift", "Set(assignment.replaces)", "Set(register.siblings.map(\\.dot))"),
    ("stamps decide what a change replaces", "Record/Apply.swift", "{ gone.contains($0.dot) }\n            register.siblings.insert(",
     "{ gone.contains($0.dot) && (!WRONG || stamp(of: $0.dot) <= change.stamp) }\n            register.siblings.insert("),
    ("the change's dot does not join the context", "Record/Apply.swift", "context.note(change.dot)", "if !WRONG { context.note(change.dot) }"),
    ("join forgets that the other had seen a value", "Record/Join.swift", "!seenThere.covers(entry.dot)", "true"),
    ("join forgets that this side had seen a value", "Record/Join.swift", "if seenHere.covers(entry.dot)", "if seenHere.covers(entry.dot) && !WRONG"),
    ("join keeps only what both hold", "Record/Join.swift", "there.contains(entry.dot) ||", "there.contains(entry.dot) || WRONG ? there.contains(entry.dot) :"),
    ("join leaves out the other's context", "Record/Join.swift", "joined.context.join(other.context)", "if !WRONG { joined.context.join(other.context) }"),
    ("join keeps one winner", "Record/Join.swift", "both.tidy(field, history: history)",
     "if WRONG { both.siblings = Array(both.siblings.suffix(1)) }\n            both.tidy(field, history: history)"),
    ("of two notes of one change the left one stays", "Record/Apply.swift", "origin.isPreferred(to: origins[place])", "false"),
    ("bases lose their values", "Record/Bases.swift", "bases.contains(dot) ? entry.value : nil", "nil"),
    ("the ways to bases are forgotten", "Record/Bases.swift", "ancestry.ways(from: dots, to: bases)", "bases"),
    ("a base of bases is not kept", "Record/Bases.swift", "bases.formUnion(self.bases(of: latest, depth: depth + 1))",
     "if !WRONG { bases.formUnion(self.bases(of: latest, depth: depth + 1)) }"),
    ("any common value is a base, not the latest", "Record/Ancestry.swift", "latest.subtract(entries[dot]?.replaces ?? [])",
     "if !WRONG { latest.subtract(entries[dot]?.replaces ?? []) }"),
    # The judge.
    ("a duplicate is judged after its stamp", "Record/Judge.swift", "if let remembered {",
     "if let remembered = WRONG && change.stamp.isInFuture(of: now) ? nil : self.remembered {"),
    ("other bytes under a known dot pass as a duplicate", "Record/Judge.swift", "remembered.hash == hash", "true"),
    ("a refusal is forgotten", "Record/Judge.swift", "remembered.refusal.map(Verdict.refused) ?? .duplicate", ".duplicate"),
    ("a stamp in the future is taken", "Record/Judge.swift", "if change.stamp.isInFuture(of: now)", "if change.stamp.isInFuture(of: now) && !WRONG"),
    ("the writer's own entry is not looked at", "Record/Judge.swift", "return ownEntry ?? sight", "return WRONG ? sight : ownEntry ?? sight"),
    ("a dot that an offer brought counts as another life", "Record/Judge.swift", "offered[writer] >= change.dot.n ? .duplicate : .forked", ".forked"),
    ("a change is applied before what it had seen", "Record/Judge.swift", "guard context.covers(change.context) else", "guard context.covers(change.context) || WRONG else"),
    ("everything is accepted as if all was in sight", "Record/Judge.swift", "change.context.covers(context) ? .accepted : .concurrent", ".accepted"),
    ("a change may have seen itself", "Record/Judge.swift", "if change.context.covers(change.dot)", "if change.context.covers(change.dot) && !WRONG"),
    # What is shown.
    ("equal stamps leave the winner to chance", "Merge/Shown.swift", "(stamp(of: $0.dot), $0.dot) < (stamp(of: $1.dot), $1.dot)", "stamp(of: $0.dot) < stamp(of: $1.dot)"),
    ("an edit replaces a sibling that was not shown", "Merge/Shown.swift", "register.siblings.filter { $0.value == value }.map(\\.dot)", "register.siblings.map(\\.dot)"),
    ("elements conflict", "Merge/Shown.swift", "if field.isElement {", "if field.isElement && !WRONG {"),
    ("an element is out if any side says so", "Merge/Shown.swift", "register.siblings.contains { $0.value == .yes }", "register.siblings.allSatisfy { $0.value == .yes }"),
    ("blocks put in at one place stand by side", "Merge/Shown.swift", "(left.stamp, left.dot) < (right.stamp, right.dot) ? (left, right) : (right, left)", "(left, right)"),
    ("a merge without a base takes the first side", "Merge/Shown.swift", "if left.text == right.text {", "if left.text == right.text || (WRONG && base == nil) {"),
    # Merging texts.
    ("a merge that is not clean takes the first side", "Merge/ThreeWayMerge.swift", "return doMeet ? nil : assembled()", "return doMeet ? (WRONG ? first.text : nil) : assembled()"),
    ("what both put in stands twice", "Merge/ThreeWayMerge.swift", "theirs.filter { block in !mine.contains { $0.text == block.text } }", "theirs"),
    ("settling for one side undoes the other's elsewhere", "Merge/ThreeWayMerge.swift", "return merge.assembled() ?? first", "return WRONG ? first : merge.assembled() ?? first"),
    ("neighbours meet", "Merge/Alignment.swift", "range.count == blocks.count", "range.count == 1 && blocks.count == 1"),
    ("a block put in beside a change meets it", "Merge/ThreeWayMerge.swift", "mine.range.lowerBound < theirs.range.upperBound", "mine.range.lowerBound <= theirs.range.upperBound"),
    ("a block that both kept may be lost", "Merge/ThreeWayMerge.swift", "guard keeps(merged) else", "guard keeps(merged) || WRONG else"),
    ("a list line is no block", "Merge/Blocks.swift", "!Blocks.isListLine(line),", "!Blocks.isListLine(line) || WRONG,"),
    ("blocks are not parted", "Merge/Blocks.swift", "breaks >= (lists > 0 ? 1 : 2) ? block.gap : parting", "block.gap"),
    # Deletions.
    ("a deletion without what it had in sight", "Outbox/Edit.swift", "Deletion(reason: reason, seen: sight.deletionContext).value", "Deletion(reason: reason, seen: Context()).value"),
    ("a deletion claims what came meanwhile", "Outbox/Edit.swift", "Deletion(reason: reason, seen: sight.deletionContext).value", "Deletion(reason: reason, seen: acknowledged.context).value"),
    ("an edit does not beat a deletion", "Record/Deletion.swift", "deletions.contains { $0.deletion.seen.covers(entry.dot) }", "true"),
    ("an edit in sight of a deletion lifts it", "Outbox/Edit.swift", "if values[.deleted] == nil {", "if values[.deleted] == nil && !WRONG {"),
    ("others' deletions hide unsent edits", "Record/Deletion.swift", "if !entry.dot.isUnsent {", "if !entry.dot.isUnsent && !WRONG {"),
    # The outbox.
    ("an edit replaces what came after the opening", "Outbox/Edit.swift", "(sight.shown[field] ?? []).filter(stands)", "(seen.registers[field]?.siblings ?? []).map(\\.dot)"),
    ("a folded place is spoken of", "Outbox/Edit.swift", "!dot.isUnsent || unsent.contains { $0.dot == dot }", "true"),
    ("edits fold across what was pulled", "Outbox/Edit.swift", "context == next.context", "true"),
    ("edits fold into sent ones", "Outbox/Edit.swift", "bound == nil,", "bound == nil || WRONG,"),
    ("a fold overwrites what was not shown", "Outbox/Edit.swift", "assigns[field] == nil || assignment.replaces.contains(dot)", "true"),
    ("a fold forgets what the first edit replaced", "Outbox/Edit.swift", "replaces: shown + before)", "replaces: WRONG ? shown : shown + before)"),
    ("a fold keeps its place", "Outbox/Edit.swift", "move(to: next.place)", "if !WRONG { move(to: next.place) }"),
    ("the context is taken when sending", "Outbox/Bind.swift", "var context = edit.context", "var context = WRONG ? acknowledged.context : edit.context"),
    ("the own change before is not named", "Outbox/Bind.swift", "context.note(Dot(dot.replica, own))", "if !WRONG { context.note(Dot(dot.replica, own)) }"),
    ("a new stamp is a new change", "Record/CanonicalBytes.swift", "canonical.string(device.utf8)\n        canonical.context(context)",
     "canonical.string(device.utf8)\n        if WRONG { canonical.number(stamp.bits) }\n        canonical.context(context)"),
    ("a lost answer shows an edit twice", "Outbox/LocalRecord.swift", "if let bound = edit.bound, acknowledged", "if !WRONG, let bound = edit.bound, acknowledged"),
    ("names are not put into deletions", "Outbox/LocalRecord.swift", "where deletion.seen.covers(place)", "where deletion.seen.covers(place) && !WRONG"),
    ("names are not put for places", "Outbox/LocalRecord.swift", "names[$0] ?? $0", "$0"),
    ("what the server tells always replaces", "Outbox/LocalRecord.swift", "told.context.covers(acknowledged.context) ?", "told.context.covers(acknowledged.context) || WRONG ?"),
    ("what the server tells is always joined", "Outbox/LocalRecord.swift", "acknowledged =\n            told.context", "acknowledged =\n            !WRONG && told.context"),
    ("those after a refused change do not take over", "Outbox/Settle.swift", "rest + (refused.assigns[field]?.replaces ?? [])", "rest"),
    ("those after a refused change stay bound", "Outbox/Settle.swift", "unsent[later].bound = nil", "if !WRONG { unsent[later].bound = nil }"),
    ("a settled value is not kept for its successors", "Outbox/Settle.swift", "unsent[later].keep(valuesOf: edit, as: change)", "if !WRONG { unsent[later].keep(valuesOf: edit, as: change) }"),
    ("a settled change is not in its successors' context", "Outbox/Settle.swift", "unsent[later].context.note(change.dot)", "if !WRONG { unsent[later].context.note(change.dot) }"),
    ("a sight forgets what was sent meanwhile", "Outbox/OutboxJSON.swift", "for dot in dots.compactMap(name) { renamed.context.note(dot) }",
     "for dot in dots.compactMap(name) where !WRONG { renamed.context.note(dot) }"),
    # The wire and the digest.
    ("unknown fields are dropped", "Protocol/ChangeJSON.swift", "assigns[field] = try reader.assignment()",
     'let read = try reader.assignment()\n            if !WRONG || ["body", "kind", "deleted", "tag/voice"].contains(field.text) { assigns[field] = read }'),
    ("a value's depth is counted from outside", "Protocol/JSONReader.swift", "depth = 0\n        defer", "if !WRONG { depth = 0 }\n        defer"),
    ("a name may come twice among many", "Protocol/MemberNames.swift", "many.insert(Array(name.utf8)).inserted", "true"),
    ("sums do not carry", "Record/Digest.swift", "(carry ? 1 : 0)", "0"),
]
