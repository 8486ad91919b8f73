extension RecordState {
    /// What two states of one record know together: per field the values that both hold, and those that either holds and the
    /// other has not seen. Only a whole state may be read so: here, absence of what was seen means that it was replaced.
    ///
    /// Commutative, associative and idempotent, so where a state came from never matters.
    public func joined(with other: RecordState, history: History = noHistory) -> RecordState {
        var joined = RecordState(context: context)
        joined.context.join(other.context)
        joined.origins = origins
        joined.add(other.origins)
        for field in Set(registers.keys).union(other.registers.keys).sorted() {
            let mine = registers[field] ?? Register()
            let theirs = other.registers[field] ?? Register()
            var both = mine.joined(with: theirs, seenHere: context, seenThere: other.context)
            both.tidy(field, history: history)
            if !both.siblings.isEmpty { joined.registers[field] = both }
        }
        joined.dropUnusedOrigins()
        return joined
    }
}

extension Register {
    fileprivate func joined(with other: Register, seenHere: Context, seenThere: Context) -> Register {
        let here = Set(siblings.map(\.dot))
        let there = Set(other.siblings.map(\.dot))
        var joined = Register()
        var gone: [Entry] = []
        for entry in siblings {
            if there.contains(entry.dot) || !seenThere.covers(entry.dot) {
                joined.siblings.insert(entry)
            } else {
                gone.append(entry)
            }
        }
        for entry in other.siblings where !here.contains(entry.dot) {
            if seenHere.covers(entry.dot) { gone.append(entry) } else { joined.siblings.insert(entry) }
        }
        joined.replaced = Register.united(replaced + other.replaced + gone, without: joined.siblings)
        return joined
    }

    /// Each replaced entry once, with its value where any side still has it.
    private static func united(_ entries: [Entry], without siblings: [Entry]) -> [Entry] {
        var united: [Dot: Entry] = [:]
        for entry in entries where united[entry.dot]?.value == nil { united[entry.dot] = entry }
        for sibling in siblings { united[sibling.dot] = nil }
        return united.values.sorted { $0.dot < $1.dot }
    }
}
