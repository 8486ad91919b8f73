/// What no system can do better, on this machine in this hour.
enum Floor {
    static func measure(on ground: Ground) throws {
        for size in ground.sizes {
            let raw = try ground.raw(size)
            var row = Row("floor", n: size)
            row["insert"] = raw.insert
            row["bytes"] = raw.bytes
            row["commit_p50_ms"] = raw.commit.median
            row["commit_p99_ms"] = raw.commit.p99
            try ground.tell(row)
        }
        let trips = try Relay.roundTrips(2_000)
        var row = Row("floor")
        row["round_trip_p50_ms"] = trips.median
        row["round_trip_p99_ms"] = trips.p99
        try ground.tell(row)
    }
}
