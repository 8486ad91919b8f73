/// Where to look up a value that was replaced: the server's history, or what an outbox kept.
public typealias History = (FieldKey, Dot) -> Register.Entry?

/// Knows nothing beyond the state itself.
public func noHistory(_ field: FieldKey, _ dot: Dot) -> Register.Entry? { nil }

/// The values of one field, and which replaced which: the graph in which the base of a merge is found.
struct Ancestry {
    private let entries: [Dot: Register.Entry]

    /// The graph of `register`, with what `history` adds to it.
    init(of register: Register, in field: FieldKey, history: History) {
        var entries: [Dot: Register.Entry] = [:]
        for entry in register.siblings + register.replaced { entries[entry.dot] = entry }
        var open = entries.values.flatMap(\.replaces)
        for entry in register.replaced where entry.value == nil { open.append(entry.dot) }
        var asked: Set<Dot> = []
        while let dot = open.popLast() {
            if let known = entries[dot], known.value != nil { continue }
            guard asked.insert(dot).inserted, let found = history(field, dot) else { continue }
            entries[dot] = found
            open.append(contentsOf: found.replaces)
        }
        self.entries = entries
    }

    subscript(dot: Dot) -> Register.Entry? { entries[dot] }

    /// The latest values that two lines share: of the common ones, those that no other common one replaced. In order of dot.
    func latestCommon(_ left: Set<Dot>, _ right: Set<Dot>) -> [Dot] {
        latest(of: left.intersection(right))
    }

    /// The latest values that every one of `dots` replaced or is.
    func latestCommon(ofAll dots: [Dot]) -> [Dot] {
        guard var common = dots.first.map({ line(of: [$0]) }) else { return [] }
        for dot in dots.dropFirst() { common.formIntersection(line(of: [dot])) }
        return latest(of: common)
    }

    /// What is common holds all that it replaced too, so one step back from each reaches everything older.
    private func latest(of common: Set<Dot>) -> [Dot] {
        var latest = common
        for dot in common { latest.subtract(entries[dot]?.replaces ?? []) }
        return latest.sorted()
    }

    /// Those that lie on a way from a sibling to one of `goals`, both ends included.
    func ways(from siblings: [Dot], to goals: Set<Dot>) -> Set<Dot> {
        let line = line(of: siblings)
        var replacedBy: [Dot: [Dot]] = [:]
        for dot in line {
            for older in entries[dot]?.replaces ?? [] { replacedBy[older, default: []].append(dot) }
        }
        var ways: Set<Dot> = []
        var open = Array(line.intersection(goals))
        while let dot = open.popLast() {
            if ways.insert(dot).inserted { open += replacedBy[dot] ?? [] }
        }
        return ways
    }

    /// `dots` and all that they replaced, at any remove. Each is walked once, without recursion: chains can be long.
    func line(of dots: [Dot]) -> Set<Dot> {
        var line = Set<Dot>(minimumCapacity: entries.count)
        var open = dots
        while let dot = open.popLast() {
            guard let entry = entries[dot], line.insert(dot).inserted else { continue }
            open.append(contentsOf: entry.replaces)
        }
        return line
    }
}
