/// W3: a sync that finds both sides in step, over a held connection and as a program of its own.
enum NothingToDo {
    static func measure(on ground: Ground) throws {
        for size in ground.sizes {
            let (site, writer) = try ground.site(holding: size)
            let times = 200
            let before = site.cpu
            let played = try writer.play("sync", "--times", "\(times)")
            let server = site.cpu - before
            let program = try (0..<20).map { _ in try writer.fieldnotes("sync", "-q") }
            var row = Row("W3", n: size)
            row["p50_ms"] = played.times("sync").median
            row["p99_ms"] = played.times("sync").p99
            row["client_cpu_ms"] = played.cpu * 1_000 / Double(times)
            row["server_cpu_ms"] = server * 1_000 / Double(times)
            row["process_wall_ms"] = Times(program.map(\.wall)).median * 1_000
            row["process_cpu_ms"] = Times(program.map(\.cpu)).median * 1_000
            let (one, eleven) = (try counted(site, writer, 1), try counted(site, writer, 11))
            row["bytes_down"] = (eleven.down - one.down) / 10
            row["bytes_up"] = (eleven.up - one.up) / 10
            row["round_trips"] = Double(eleven.turns - one.turns) / 10
            row["floor_ms"] = try Relay.roundTrips(500).median
            row["durable_commit_ms"] = try ground.raw(ground.sizes[0]).commit.median
            try ground.tell(row)
        }
    }

    private static func counted(_ site: Site, _ device: Device, _ times: Int) throws -> Relay.Count {
        let relay = try Relay(to: site.port)
        defer { relay.close() }
        try device.play("sync", "--times", "\(times)", "--port", "\(relay.port)")
        return relay.counted()
    }
}
