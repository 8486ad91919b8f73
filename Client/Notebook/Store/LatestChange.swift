import SyncModel

extension RecordState {
    /// The latest of the changes whose values still stand; nil where nothing was ever assigned. The server's order tells, and
    /// what it has not taken in yet comes last: a clock that is years off must not make an edit look as if it were none.
    var lastChange: Origin? {
        standing.max { ($0.revision, $0.stamp, $0.dot) < ($1.revision, $1.stamp, $1.dot) }
    }

    /// When the server last took in a value that still stands, milliseconds since 1970; nil where it took none.
    var lastReceived: Int64? {
        standing.compactMap { $0.acceptance?.received }.max()
    }

    /// The changes whose values no later one replaced, one for each value.
    private var standing: [Origin] {
        registers.flatMap { $0.content.siblings.compactMap { origin(of: $0.dot) } }
    }
}

extension Origin {
    fileprivate var revision: UInt64 { acceptance?.revision ?? .max }
}
