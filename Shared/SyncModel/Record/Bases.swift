/// The order in which several siblings are merged, and what each merge starts from.
///
/// Siblings are merged two at a time in order of dot. The base of a merge is the latest values that both sides replaced;
/// where there are several, these are merged first, from their own base, as git's recursive strategy does.
struct MergePlan {
    /// Beyond so many siblings, or so many bases of bases, nothing is merged: the last writer is shown and a person asked.
    static let siblingsMax = 16
    static let depthMax = 8

    let ancestry: Ancestry

    init(_ ancestry: Ancestry) {
        self.ancestry = ancestry
    }

    /// Merges all of `dots`, by `merge` of (base, left, right); nil as soon as one is missing or does not merge.
    func fold<Side>(
        _ dots: [Dot], depth: Int = 0, side: (Register.Entry) -> Side?, merge: (Side?, Side, Side) -> Side?
    ) -> Side? {
        guard dots.count <= MergePlan.siblingsMax, depth <= MergePlan.depthMax else { return nil }
        guard let first = dots.first, let start = ancestry[first].flatMap(side) else { return nil }
        var merged = start
        var done = ancestry.line(of: [first])
        for dot in dots.dropFirst() {
            guard let right = ancestry[dot].flatMap(side) else { return nil }
            let line = ancestry.line(of: [dot])
            let latest = ancestry.latestCommon(done, line)
            let base = latest.isEmpty ? nil : fold(latest, depth: depth + 1, side: side, merge: merge)
            guard let next = merge(base, merged, right) else { return nil }
            merged = next
            done.formUnion(line)
        }
        return merged
    }

    /// The latest values that all of `dots` replaced.
    func commonToAll(_ dots: [Dot]) -> [Dot] {
        ancestry.latestCommon(ofAll: dots)
    }

    /// Every value that a fold of `dots` may start a merge from.
    func bases(of dots: [Dot], depth: Int = 0) -> Set<Dot> {
        guard dots.count <= MergePlan.siblingsMax, depth <= MergePlan.depthMax else { return [] }
        var bases: Set<Dot> = []
        var done = ancestry.line(of: Array(dots.prefix(1)))
        for dot in dots.dropFirst() {
            let line = ancestry.line(of: [dot])
            let latest = ancestry.latestCommon(done, line)
            bases.formUnion(latest)
            bases.formUnion(self.bases(of: latest, depth: depth + 1))
            done.formUnion(line)
        }
        return bases
    }
}

extension Register {
    /// The replaced values that a merge of the siblings needs, from those held here and those that `history` knows.
    ///
    /// It depends on the siblings and on what there is to know, not on the way by which the state came about. What lies on
    /// the way to a base is kept without its value, so that the same base is found again.
    mutating func tidy(_ field: FieldKey, history: History) {
        guard !field.isElement, isDivided else {
            replaced = []
            return
        }
        let plan = MergePlan(Ancestry(of: self, in: field, history: history))
        let dots = siblings.map(\.dot)
        let bases = plan.bases(of: dots).union(plan.commonToAll(dots))
        let ancestry = plan.ancestry
        replaced = ancestry.ways(from: dots, to: bases).subtracting(dots).sorted().compactMap { dot in
            guard let entry = ancestry[dot] else { return nil }
            return Entry(dot: dot, value: bases.contains(dot) ? entry.value : nil, replaces: entry.replaces)
        }
    }
}
