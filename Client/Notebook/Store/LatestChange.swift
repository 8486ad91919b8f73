import SyncModel

extension RecordState {
    /// The latest of the changes whose values still stand; nil where nothing was ever assigned. The server's order tells, and
    /// what it has not taken in yet comes last: a clock that is years off must not make an edit look as if it were none.
    var lastChange: Origin? {
        var last: Origin?
        visitStanding { origin in
            if let known = last, !known.isBefore(origin) { return }
            last = origin
        }
        return last
    }

    /// When the server last took in a value that still stands, milliseconds since 1970; nil where it took none.
    var lastReceived: Int64? {
        var last: Int64?
        visitStanding { origin in
            if let received = origin.acceptance?.received { last = max(last ?? received, received) }
        }
        return last
    }

    /// Calls `visit` with the changes whose values no later one replaced. Most fields of a record were written by one change,
    /// which is looked up once for as long as it goes on.
    private func visitStanding(_ visit: (Origin) -> Void) {
        var visited: Dot?
        for (_, register) in registers {
            for sibling in register.siblings where sibling.dot != visited {
                visited = sibling.dot
                if let origin = origin(of: sibling.dot) { visit(origin) }
            }
        }
    }
}

extension Origin {
    fileprivate func isBefore(_ other: Origin) -> Bool {
        (revision, stamp, dot) < (other.revision, other.stamp, other.dot)
    }

    private var revision: UInt64 { acceptance?.revision ?? .max }
}
