/// A few syncs of one kind, each by a device of its own: what is told of them is the median, for a machine has other work.
struct SyncRuns {
    private var walls: [Double] = []
    private var clients: [Double] = []
    private var servers: [Double] = []
    private var peak = 0.0

    /// The seconds that one took.
    var wall: Double { Times(walls).median }

    /// Lets `device` sync with `site`.
    mutating func sync(_ device: Device, with site: Site) throws {
        let before = site.cpu
        let played = try device.play("sync")
        walls.append(played.times("sync").median / 1_000)
        clients.append(played.cpu)
        servers.append(site.cpu - before)
        peak = played.peakMegabytes
    }

    func tell(in row: inout Row, of site: Site) {
        row["wall"] = wall
        row["client_cpu"] = Times(clients).median
        row["server_cpu"] = Times(servers).median
        row["client_rss_mb"] = peak
        row["server_rss_mb"] = site.peakMegabytes
    }
}
