/// W2: notes that were written without a network, pushed at once.
enum OfflineNotes {
    private static let most = 10_000

    static func measure(on ground: Ground) throws {
        let site = try ground.emptySite()
        defer { try? site.stop() }
        for size in ground.sizes where size <= most {
            var runs = SyncRuns()
            for round in 0..<3 {
                let device = try loaded(site, ground, size, round)
                try runs.sync(device, with: site)
                try device.remove()
            }
            var row = Row("W2", n: size)
            runs.tell(in: &row, of: site)
            row["notes_per_s"] = Double(size) / runs.wall
            let counted = try loaded(site, ground, size, 3)
            try row.count(site) { try counted.play("sync", "--port", "\($0)") }
            row["floor"] = try ground.raw(size).insert
            row["to_floor"] = try runs.wall / ground.raw(size).insert
            try ground.tell(row)
        }
    }

    /// A device that is in step, and then writes.
    private static func loaded(_ site: Site, _ ground: Ground, _ size: Int, _ round: Int) throws -> Device {
        let device = try site.device()
        try device.play("sync")
        try device.take(ground.file(of: size, from: 1_000_000 + round * size))
        return device
    }
}
