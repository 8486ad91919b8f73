/// One line on a terminal that tells how far a long act has come, in notes; nothing for the first half second, for most acts
/// are over by then.
struct Progress {
    private let output: Output?
    private let what: String
    private let start = ContinuousClock.now
    private var drawn: ContinuousClock.Instant?

    private static let patience = Duration.milliseconds(500)
    private static let pause = Duration.milliseconds(100)

    /// `output` is nil where nobody looks; `what` stands before the numbers: "Receiving notes".
    init(_ what: String, on output: Output?) {
        self.what = what
        self.output = output
    }

    /// `all` is nil while it is not known how many there will be.
    mutating func show(_ done: Int, of all: Int? = nil) {
        let now = ContinuousClock.now
        guard let output, now - start > Progress.patience, drawn.map({ now - $0 > Progress.pause }) ?? true else {
            return
        }
        drawn = now
        let count = all.map { "\(done) of \($0)" } ?? "\(done)"
        // Progress that cannot be shown is no reason to stop the work.
        try? output.write(Array("\r\u{1B}[K\(what): \(count)".utf8))
    }

    /// Takes the line away again.
    mutating func end() {
        if drawn != nil { try? output?.write(Array("\r\u{1B}[K".utf8)) }
        drawn = nil
    }
}
