/// Something for each of some fields, always in order of key: no hash table's order may reach the wire or a digest.
///
/// It is inlinable, for its contents are often of other modules: with maps that learn at each step what they hold, a first
/// sync would take a fifth longer.
public struct FieldMap<Content> {
    @usableFromInline var kept: [(key: FieldKey, content: Content)] = []

    @inlinable public var entries: [(key: FieldKey, content: Content)] { kept }

    @inlinable public init() {}

    @inlinable public init(_ pairs: some Sequence<(FieldKey, Content)>) {
        for (key, content) in pairs { self[key] = content }
    }

    @inlinable public var isEmpty: Bool { kept.isEmpty }
    @inlinable public var keys: [FieldKey] { kept.map(\.key) }

    @inlinable public subscript(key: FieldKey) -> Content? {
        get {
            let place = position(of: key)
            return place < kept.count && kept[place].key == key ? kept[place].content : nil
        }
        set {
            let place = position(of: key)
            let stands = place < kept.count && kept[place].key == key
            switch (newValue, stands) {
            case (let content?, true): kept[place].content = content
            case (let content?, false): kept.insert((key, content), at: place)
            case (nil, true): kept.remove(at: place)
            case (nil, false): break
            }
        }
    }

    @inlinable public func mapContents<Other>(
        _ transform: (FieldKey, Content) throws -> Other
    ) rethrows -> FieldMap<Other> {
        var mapped = FieldMap<Other>()
        mapped.kept = try kept.map { ($0.key, try transform($0.key, $0.content)) }
        return mapped
    }

    /// The first place whose key is not below `key`. Most maps are built in order, so the end is looked at first.
    @inlinable func position(of key: FieldKey) -> Int {
        guard let last = kept.last, !(last.key < key) else { return kept.count }
        var low = 0
        var high = kept.count
        while low < high {
            let middle = (low + high) / 2
            if kept[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension FieldMap: Sequence {
    @inlinable public func makeIterator() -> IndexingIterator<[(key: FieldKey, content: Content)]> {
        kept.makeIterator()
    }
}

extension FieldMap: Equatable where Content: Equatable {
    public static func == (left: FieldMap, right: FieldMap) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.key == $1.key && $0.content == $1.content }
    }
}

extension FieldMap: Hashable where Content: Hashable {
    public func hash(into hasher: inout Hasher) {
        for entry in entries {
            hasher.combine(entry.key)
            hasher.combine(entry.content)
        }
    }
}

extension FieldMap: Sendable where Content: Sendable {}
