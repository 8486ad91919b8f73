/// The reform items with all that belongs to them, as one version that never changes.
public struct Catalogue: Codable, Hashable, Sendable {
    public let version: String
    /// The only country that every item is about.
    public let jurisdiction: String
    /// How references to sources count.
    public let numbering: String
    public let sources: [Source]
    public let items: [ReformItem]
    public let arguments: [ReformArgument]
    public let caveats: [Caveat]
    public let bodies: [Party]
    public let people: [Party]
    public let terms: [Term]
    public let timeline: [DatedEvent]
    public let derived: [DerivedFigure]

    /// The item of exactly this id.
    public func item(_ id: String) -> ReformItem? { items.first { $0.id == id } }

    /// The arguments about `item`, in the item's order.
    public func arguments(on item: ReformItem) -> [ReformArgument] {
        item.arguments.compactMap { id in arguments.first { $0.id == id } }
    }

    /// The arguments that rebut `argument`.
    public func answers(to argument: ReformArgument) -> [ReformArgument] {
        arguments.filter { $0.answers.contains(argument.id) }
    }

    /// The caveats on `item`, in the item's order.
    public func caveats(on item: ReformItem) -> [Caveat] {
        item.caveats.compactMap { id in caveats.first { $0.id == id } }
    }

    /// The caveats on the catalogue as a whole: those that no item names.
    public var generalCaveats: [Caveat] {
        let named = Set(items.flatMap(\.caveats))
        return caveats.filter { !named.contains($0.id) }
    }

    /// The text that `reference` points into.
    public func source(of reference: SourceReference) -> Source? { sources.first { $0.key == reference.source } }
}
