/// A place among the transactions that write in a replica's file.
struct Moment: Hashable {
    /// Which of this program's own write transactions it is, by number.
    let turn: Int
    /// SQLite's count of what others have committed, as this program sees it.
    let version: Int64?

    /// Whether nobody wrote between `earlier` and this: what that transaction left lies there still.
    func follows(_ earlier: Moment) -> Bool { turn == earlier.turn + 1 && version == earlier.version }
}
