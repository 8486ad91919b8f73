/// How siblings of a field come together.
public enum MergeRule: Sendable {
    /// One value or a conflict.
    case single
    /// A text, merged by block.
    case text
}

/// Tells the merge rule of each field of a collection. What is not known is a single value.
public typealias MergeRules = @Sendable (_ collection: String, _ field: FieldKey) -> MergeRule

/// What people see of a field: a pure function of the state, the same on every replica, written down only by the next edit.
public struct Shown: Hashable, Sendable {
    public let value: Value
    /// The siblings that `value` says; all of them where they were merged. An ordinary edit replaces exactly these.
    public let dots: [Dot]
    /// Whether `value` was put together from several siblings.
    public let isMerged: Bool
    /// Whether a person must settle it.
    public let isConflict: Bool
}

extension RecordState {
    /// The field's shown value, nil where nothing was ever assigned to it.
    public func shown(_ field: FieldKey, rule: MergeRule = .single) -> Shown? {
        guard let register = registers[field], let last = lastWriter(register) else { return nil }
        if field == .deleted { return shownDeletion(register, last: last) }
        if field.isElement { return shownElement(register, last: last) }
        if register.isDivided, rule == .text, let text = mergedText(register, field) {
            return Shown(
                value: Value(text: text), dots: register.siblings.map(\.dot), isMerged: true, isConflict: false)
        }
        return shownLast(register, last: last, isConflict: register.isDivided)
    }

    /// The sibling with the greatest (stamp, replica id, n).
    private func lastWriter(_ register: Register) -> Register.Entry? {
        guard register.siblings.count > 1 else { return register.siblings.first }
        return register.siblings.max { (stamp(of: $0.dot), $0.dot) < (stamp(of: $1.dot), $1.dot) }
    }

    private func shownLast(_ register: Register, last: Register.Entry, isConflict: Bool) -> Shown? {
        guard let value = last.value else { return nil }
        return Shown(
            value: value, dots: register.siblings.filter { $0.value == value }.map(\.dot), isMerged: false,
            isConflict: isConflict)
    }

    /// An element is in its set if any sibling says so; it never conflicts.
    private func shownElement(_ register: Register, last: Register.Entry) -> Shown {
        let dots = register.siblings.map(\.dot)
        let isIn = register.siblings.contains { $0.value == .yes }
        return Shown(value: isIn ? .yes : .null, dots: dots, isMerged: register.isDivided, isConflict: false)
    }

    /// Two who withdrew it agree; a deletion against something it had not seen is the conflict.
    private func shownDeletion(_ register: Register, last: Register.Entry) -> Shown {
        let dots = register.siblings.map(\.dot)
        let deletions = self.deletions
        guard isHidden(by: deletions) else {
            return Shown(value: .null, dots: dots, isMerged: false, isConflict: !deletions.isEmpty)
        }
        let latest = deletions.map(\.dot).max { (stamp(of: $0), $0) < (stamp(of: $1), $1) }
        let value = register.siblings.first { $0.dot == latest }?.value
        return Shown(value: value ?? .null, dots: dots, isMerged: false, isConflict: false)
    }

    private func mergedText(_ register: Register, _ field: FieldKey) -> String? {
        let plan = MergePlan(Ancestry(of: register, in: field, history: noHistory))
        let merged = plan.fold(register.siblings.map(\.dot), side: { textSide($0, register) }, merge: TextSide.merged)
        return merged.flatMap { String(validating: $0.text, as: UTF8.self) }
    }

    /// A base has no stamp, or the merge of several bases would depend on what else is known of their changes.
    private func textSide(_ entry: Register.Entry, _ register: Register) -> TextSide? {
        guard let text = entry.value?.text else { return nil }
        let isSibling = register.siblings.contains { $0.dot == entry.dot }
        return TextSide(text: Array(text.utf8), stamp: isSibling ? stamp(of: entry.dot) : .none, dot: entry.dot)
    }

    /// The value from which several siblings of a field set out, nil where there is none or it cannot be told.
    public func base(_ field: FieldKey, rule: MergeRule = .single) -> Value? {
        guard let register = registers[field], register.siblings.count > 1 else { return nil }
        let plan = MergePlan(Ancestry(of: register, in: field, history: noHistory))
        let latest = plan.commonToAll(register.siblings.map(\.dot))
        if latest.count > 1, rule == .text,
            let merged = plan.fold(latest, side: { textSide($0, register) }, merge: TextSide.merged),
            let text = String(validating: merged.text, as: UTF8.self)
        {
            return Value(text: text)
        }
        return latest.last.flatMap { plan.ancestry[$0]?.value }
    }
}

/// One side of a merge: its text, and the least (stamp, dot) of what it was made from, which orders blocks put in at one
/// place.
private struct TextSide {
    let text: [UInt8]
    let stamp: Stamp
    let dot: Dot

    static func merged(_ base: TextSide?, _ left: TextSide, _ right: TextSide) -> TextSide? {
        let (first, second) = (left.stamp, left.dot) < (right.stamp, right.dot) ? (left, right) : (right, left)
        if left.text == right.text { return first }
        guard let base,
            let text = ThreeWayMerge.merged(base: base.text, first: first.text, second: second.text)
        else { return nil }
        return TextSide(text: text, stamp: first.stamp, dot: first.dot)
    }
}
