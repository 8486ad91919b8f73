/// W6: many devices, each pushing batches of ten notes as fast as it can.
enum Crowd {
    private static let batch = 10

    static func measure(on ground: Ground) throws {
        for clients in [8, 16, 32] {
            let site = try ground.emptySite()
            defer { try? site.stop() }
            let batches = 30
            let file = { try ground.file(of: batches * batch, from: 2_000_000 + $0 * batches * batch) }
            let devices = try (0..<clients).map { _ in try site.device() }
            let players = try devices.enumerated().map { number, device in
                try device.begin(["crowd", file(number), "--times", "\(batches)", "--count", "\(batch)"])
            }
            for player in players { _ = try player.line() }
            let (start, before) = (Clocks.now, site.cpu)
            for player in players { try player.tell("go") }
            let played = try players.map { try Played($0.line()) }
            let wall = Clocks.now - start
            let server = site.cpu - before
            for player in players { _ = try player.finish() }
            let pushes = Times(played.flatMap { $0.milliseconds["push"] ?? [] })
            var row = Row("W6", n: clients * batches * batch)
            row["clients"] = clients
            row["wall"] = wall
            row["notes_per_s"] = Double(clients * batches * batch) / wall
            row["p50_ms"] = pushes.median
            row["p99_ms"] = pushes.p99
            row["client_cpu"] = played.reduce(0) { $0 + $1.cpu }
            row["server_cpu"] = server
            row["server_rss_mb"] = site.peakMegabytes
            row["durable_commit_ms"] = try ground.raw(ground.sizes[0]).commit.median
            try ground.tell(row)
        }
    }
}
