/// What came of looking for an item by the words someone typed.
public enum ItemLookup: Hashable, Sendable {
    case found(ReformItem)
    /// Two or more fit; a program that writes must not guess.
    case several([ReformItem])
    /// None fits; `closest` may be empty.
    case none(closest: [ReformItem])
}

/// What came of looking for an item or, as `item/measure`, for a part of one.
public enum TargetLookup: Hashable, Sendable {
    case found(ReformItem, Measure?)
    case several([ReformItem])
    case none(closest: [ReformItem])
    /// The item is found, but no one part of it fits.
    case noMeasure(named: String, of: ReformItem)
}
