/// How long to wait before a server that did not answer is tried again: twice as long each time, up to a minute.
enum Patience {
    private static let secondsMax = 60.0

    /// Never quite the same, so that many devices that lost one server do not come back as one.
    static func seconds(after failures: Int) -> Double {
        Double.random(in: 0.5...1) * min(secondsMax, Double(1 << min(failures, 10)))
    }
}
