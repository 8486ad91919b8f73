/// W1: all notes of a team into an empty replica.
enum FirstSync {
    static func measure(on ground: Ground) throws {
        for size in ground.sizes {
            let (site, _) = try ground.site(holding: size)
            var runs = SyncRuns()
            var bytes = 0
            for _ in 0..<(size > 10_000 ? 1 : 5) {
                let device = try site.device()
                try runs.sync(device, with: site)
                bytes = Disk.bytes(in: device.folder)
                try device.remove()
            }
            let raw = try ground.raw(size)
            var row = Row("W1", n: size)
            runs.tell(in: &row, of: site)
            try row.count(site) { port in
                let device = try site.device()
                try device.play("sync", "--port", "\(port)")
                try device.remove()
            }
            row["ndjson_bytes"] = Disk.bytes(of: try ground.file(of: size))
            row["client_disk"] = bytes
            row["disk_to_raw"] = Double(bytes) / Double(raw.bytes)
            row["floor"] = raw.insert
            row["to_floor"] = runs.wall / raw.insert
            try ground.tell(row)
        }
    }
}

extension Row {
    /// Counts what travels while `body` uses a port, in a run of its own.
    mutating func count(_ site: Site, _ body: (UInt16) throws -> Void) throws {
        let relay = try Relay(to: site.port)
        defer { relay.close() }
        try body(relay.port)
        let counted = relay.counted()
        self["bytes_down"] = counted.down
        self["bytes_up"] = counted.up
        self["round_trips"] = counted.turns
    }
}
