/// The text that a person keeps who settles a conflict for one side: that side's, wherever both changed the same block, with
/// what the other side changed elsewhere, about which there is nothing to settle.
public enum KeptSide {
    /// - Parameter base: what the sides set out from; where it is not known, the kept side is taken as it is.
    public static func text(_ kept: String, base: String?, other: String) -> String {
        guard let base else { return kept }
        let text = ThreeWayMerge.keeping(Array(kept.utf8), base: Array(base.utf8), second: Array(other.utf8))
        return String(decoding: text, as: UTF8.self)
    }
}
