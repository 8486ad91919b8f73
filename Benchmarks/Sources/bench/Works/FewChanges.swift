/// W4: ten changed notes among many, pushed by one device and pulled by another.
enum FewChanges {
    private static let changed = 10
    private static let rounds = 15

    static func measure(on ground: Ground) throws {
        let size = ground.middle
        let (site, writer) = try ground.site(holding: size)
        let reader = try site.device()
        try reader.play("sync")
        var (pushes, pulls): ([Double], [Double]) = ([], [])
        for round in 0..<rounds {
            try edit(writer, round)
            pushes.append(try warm(writer))
            pulls.append(try warm(reader))
        }
        try edit(writer, rounds)
        var (push, pull) = (Row("W4", n: size), Row("W4", n: size))
        for (row, name) in [(0, "push"), (1, "pull")] {
            if row == 0 { push["way"] = name } else { pull["way"] = name }
        }
        push["p50_ms"] = Times(pushes).median
        push["p99_ms"] = Times(pushes).p99
        try push.count(site) { try writer.play("sync", "--port", "\($0)") }
        pull["p50_ms"] = Times(pulls).median
        pull["p99_ms"] = Times(pulls).p99
        try pull.count(site) { try reader.play("sync", "--port", "\($0)") }
        for row in [push, pull] {
            var row = row
            row["durable_commit_ms"] = try ground.raw(ground.sizes[0]).commit.median
            try ground.tell(row)
        }
        try reader.remove()
    }

    private static func edit(_ device: Device, _ round: Int) throws {
        try device.play("edit", "round \(round)", "--from", "\(round * changed)", "--count", "\(changed)")
    }

    /// The time of the sync, the first of a process, which makes its connection.
    private static func warm(_ device: Device) throws -> Double {
        try device.play("sync").times("sync").median
    }
}
