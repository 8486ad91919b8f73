import Synchronization

/// Counts in the text format of Prometheus.
struct MetricsText {
    private(set) var text = ""

    init(_ metrics: Metrics, eventStreams: Int, certificateEnds: Int64?) {
        let state = metrics.state.withLock { $0 }
        family("fieldnotes_requests_total", "counter", "Requests answered.")
        for (answers, count) in state.answers.sorted(by: {
            ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status)
        }) {
            line("fieldnotes_requests_total", [("route", answers.route), ("status", "\(answers.status)")], "\(count)")
        }
        family("fieldnotes_request_seconds", "histogram", "How long answers took.")
        for (route, durations) in state.durations.sorted(by: { $0.key < $1.key }) { histogram(route, durations) }
        family("fieldnotes_refusals_total", "counter", "Problems told, by their code.")
        for (code, count) in state.refusals.sorted(by: { $0.key < $1.key }) {
            line("fieldnotes_refusals_total", [("code", code)], "\(count)")
        }
        single("fieldnotes_store_failures_total", "counter", "What the store could not do.", state.storeFailures)
        single("fieldnotes_event_streams", "gauge", "Devices that wait for news.", eventStreams)
        if let certificateEnds {
            single(
                "fieldnotes_certificate_end_seconds", "gauge", "When the certificate ends, since 1970.",
                Int(certificateEnds / 1000))
        }
    }

    private mutating func histogram(_ route: String, _ durations: Metrics.Durations) {
        let name = "fieldnotes_request_seconds"
        for (bound, count) in zip(Metrics.Durations.bounds, durations.counts) {
            line("\(name)_bucket", [("route", route), ("le", "\(bound)")], "\(count)")
        }
        line("\(name)_bucket", [("route", route), ("le", "+Inf")], "\(durations.count)")
        line("\(name)_sum", [("route", route)], "\(durations.seconds)")
        line("\(name)_count", [("route", route)], "\(durations.count)")
    }

    private mutating func single(_ name: String, _ kind: String, _ meaning: String, _ value: Int) {
        family(name, kind, meaning)
        line(name, [], "\(value)")
    }

    private mutating func family(_ name: String, _ kind: String, _ meaning: String) {
        text += "# HELP \(name) \(meaning)\n# TYPE \(name) \(kind)\n"
    }

    /// Labels are routes, codes and numbers of ours, in which nothing needs escaping.
    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: String) {
        let list = labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
        text += list.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
    }
}
