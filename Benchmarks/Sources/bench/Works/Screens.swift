/// W8: what screens show, from few notes and from many.
enum Screens {
    private static let screens = ["status", "items", "page", "search"]

    static func measure(on ground: Ground) throws {
        var least: [String: Double] = [:]
        for size in ground.sizes {
            let (_, writer) = try ground.site(holding: size)
            let played = try writer.play("look", "--times", "30")
            var row = Row("W8", n: size)
            for screen in screens {
                let median = played.times(screen).median
                row[screen + "_ms"] = median
                least[screen] = least[screen] ?? median
                row[screen + "_to_least"] = median / (least[screen] ?? .nan)
            }
            row["index_ms"] = played.times("index").median
            row["client_rss_mb"] = played.peakMegabytes
            try ground.tell(row)
        }
    }
}
