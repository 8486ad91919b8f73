/// W7: one note is written, by the program and by a call of the library.
enum OneNote {
    static func measure(on ground: Ground) throws {
        let size = ground.middle
        let (site, _) = try ground.site(holding: size)
        let device = try site.device()
        try device.play("sync")
        let program = try (0..<30).map { number in
            try device.fieldnotes("add", "iro", "-m", "Chaired \(number) reviews; two plans drifted.", "-q")
        }
        let bare = try (0..<20).map { _ in try device.fieldnotes("--version") }
        let played = try device.play("add", "--times", "200")
        var row = Row("W7", n: size)
        row["process_wall_ms"] = Times(program.map(\.wall)).median * 1_000
        row["process_cpu_ms"] = Times(program.map(\.cpu)).median * 1_000
        row["start_cpu_ms"] = Times(bare.map(\.cpu)).median * 1_000
        row["call_p50_ms"] = played.times("add").median
        row["call_p99_ms"] = played.times("add").p99
        row["call_cpu_ms"] = played.cpu * 1_000 / 200
        row["durable_commit_ms"] = try ground.raw(ground.sizes[0]).commit.median
        try ground.tell(row)
        try device.remove()
    }
}
