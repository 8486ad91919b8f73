/// W9: a thousand notes that were edited on both sides, until both sides are in step; beside as many edits of which none meets
/// another.
enum Disputes {
    private static let most = 1_000

    static func measure(on ground: Ground) throws {
        let size = ground.middle
        let count = min(most, size / 2)
        let (site, first) = try ground.site(holding: size)
        let second = try site.device()
        try second.play("sync")
        let apart = try exchange(first, second, secondStart: count, count, "apart")
        let disputed = try exchange(first, second, secondStart: 0, count, "disputed")
        var row = Row("W9", n: count)
        row["wall"] = disputed
        row["without_conflict"] = apart
        row["to_without"] = disputed / apart
        try ground.tell(row)
        try second.remove()
    }

    /// Both edit, and sync until neither has anything that the other lacks. The seconds of the syncs.
    private static func exchange(
        _ first: Device, _ second: Device, secondStart: Int, _ count: Int, _ word: String
    ) throws -> Double {
        try first.play("edit", "first \(word)", "--count", "\(count)")
        try second.play("edit", "second \(word)", "--from", "\(secondStart)", "--count", "\(count)")
        return try [first, second, first].reduce(0) { $0 + (try $1.play("sync").times("sync").median) / 1_000 }
    }
}
