/// Something for each of some fields, always in order of key: no hash table's order may reach the wire or a digest.
public struct FieldMap<Content> {
    public private(set) var entries: [(key: FieldKey, content: Content)] = []

    public init() {}

    public init(_ pairs: some Sequence<(FieldKey, Content)>) {
        for (key, content) in pairs { self[key] = content }
    }

    public var isEmpty: Bool { entries.isEmpty }
    public var keys: [FieldKey] { entries.map(\.key) }

    public subscript(key: FieldKey) -> Content? {
        get {
            let place = position(of: key)
            return place < entries.count && entries[place].key == key ? entries[place].content : nil
        }
        set {
            let place = position(of: key)
            let stands = place < entries.count && entries[place].key == key
            switch (newValue, stands) {
            case (let content?, true): entries[place].content = content
            case (let content?, false): entries.insert((key, content), at: place)
            case (nil, true): entries.remove(at: place)
            case (nil, false): break
            }
        }
    }

    public func mapContents<Other>(_ transform: (FieldKey, Content) throws -> Other) rethrows -> FieldMap<Other> {
        var mapped = FieldMap<Other>()
        mapped.entries = try entries.map { ($0.key, try transform($0.key, $0.content)) }
        return mapped
    }

    /// The first place whose key is not below `key`. Most maps are built in order, so the end is looked at first.
    private func position(of key: FieldKey) -> Int {
        guard let last = entries.last, !(last.key < key) else { return entries.count }
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension FieldMap: Sequence {
    public func makeIterator() -> IndexingIterator<[(key: FieldKey, content: Content)]> { entries.makeIterator() }
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
