/// W10: from the writing of a note on one device until it can be shown on another that listens.
enum Following {
    private static let notes = 30

    static func measure(on ground: Ground) throws {
        let size = ground.middle
        let (site, _) = try ground.site(holding: size)
        let (writer, reader) = (try site.device(), try site.device())
        try writer.play("sync")
        try reader.play("sync")
        let watcher = try reader.begin(["watch", "--times", "\(notes)"])
        _ = try watcher.line()
        let written = try writer.play("write", "--times", "\(notes)")
        let shown = try Played(watcher.finish().said)
        let ways = Times(zip(written.moments, shown.moments).map { ($1 - $0) * 1_000 })
        var row = Row("W10", n: size)
        row["p50_ms"] = ways.median
        row["p99_ms"] = ways.p99
        row["durable_commit_ms"] = try ground.raw(ground.sizes[0]).commit.median
        try ground.tell(row)
        for device in [writer, reader] { try device.remove() }
    }
}
