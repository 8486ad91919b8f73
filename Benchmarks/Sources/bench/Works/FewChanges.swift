/// W4: ten changed notes among many, pushed by one device and pulled by another: by the first sync of a process, which makes its
/// connection, and by programs that stay and hold theirs.
enum FewChanges {
    private static let changed = 10
    private static let rounds = 15

    static func measure(on ground: Ground) throws {
        let size = ground.middle
        let (site, writer) = try ground.site(holding: size)
        let reader = try site.device()
        let devices = [("push", writer), ("pull", reader)]
        try reader.play("sync")
        var first = Played()
        for round in 0..<rounds {
            try edit(writer, round)
            for (way, device) in devices {
                first.milliseconds[way, default: []] += try device.play("sync").milliseconds["sync"] ?? []
            }
        }
        let held = try writer.play("exchange", reader.folder, "--times", "\(rounds)", "--count", "\(changed)")
        try edit(writer, rounds)
        for (way, device) in devices {
            var row = Row("W4", n: size)
            row["way"] = way
            row["p50_ms"] = first.times(way).median
            row["p99_ms"] = first.times(way).p99
            row["held_p50_ms"] = held.times(way).median
            row["held_p99_ms"] = held.times(way).p99
            try row.count(site) { try device.play("sync", "--port", "\($0)") }
            row["durable_commit_ms"] = try ground.raw(ground.sizes[0]).commit.median
            try ground.tell(row)
        }
        try reader.remove()
    }

    private static func edit(_ device: Device, _ round: Int) throws {
        try device.play("edit", "round \(round)", "--from", "\(round * changed)", "--count", "\(changed)")
    }
}
