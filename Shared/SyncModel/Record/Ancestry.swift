/// Where to look up a value that was replaced: the server's history, or what an outbox kept.
public typealias History = (FieldKey, Dot) -> Register.Entry?

/// Knows nothing beyond the state itself.
public func noHistory(_ field: FieldKey, _ dot: Dot) -> Register.Entry? { nil }

/// The values of one field, and which replaced which: the graph in which the base of a merge is found.
struct Ancestry {
    private let entries: [Dot: Register.Entry]
    /// Each dot's own line: itself and all that it replaced, at any remove.
    private var lines: [Dot: Set<Dot>] = [:]

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

    /// The latest values that both `left` and `right` replaced or are: of the common ones, those that no other common one
    /// replaced. In order of dot.
    mutating func latestCommon(_ left: [Dot], _ right: [Dot]) -> [Dot] {
        latest(of: line(of: left).intersection(line(of: right)))
    }

    /// The latest values that every one of `dots` replaced or is.
    mutating func latestCommon(ofAll dots: [Dot]) -> [Dot] {
        guard var common = dots.first.map({ line(of: [$0]) }) else { return [] }
        for dot in dots.dropFirst() { common.formIntersection(line(of: [dot])) }
        return latest(of: common)
    }

    private mutating func latest(of common: Set<Dot>) -> [Dot] {
        var latest = common
        for dot in common {
            let older = line(of: [dot]).subtracting([dot])
            latest.subtract(older)
        }
        return latest.sorted()
    }

    /// Those of `candidates` that lie on a way from a sibling to one of `goals`, the goals included.
    mutating func ways(from siblings: [Dot], to goals: Set<Dot>) -> Set<Dot> {
        line(of: siblings).filter { !line(of: [$0]).isDisjoint(with: goals) }
    }

    /// `dots` and all that they replaced, at any remove. Each is walked once, without recursion: chains can be long.
    private mutating func line(of dots: [Dot]) -> Set<Dot> {
        if dots.count == 1, let known = lines[dots[0]] { return known }
        var line: Set<Dot> = []
        var open = dots
        while let dot = open.popLast() {
            guard let entry = entries[dot], line.insert(dot).inserted else { continue }
            open.append(contentsOf: entry.replaces)
        }
        if dots.count == 1 { lines[dots[0]] = line }
        return line
    }
}
