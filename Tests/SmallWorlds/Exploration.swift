import Dispatch
import Synchronization

/// What was found by playing every move from every world that can be reached.
public struct Exploration: Sendable {
    /// Worlds between two turns, each counted once.
    public var worlds: Int { known.count }
    /// Those in which nobody acts any more.
    public private(set) var ends = 0
    /// What is wrong, and in which world; nil where all is well.
    public private(set) var fault: String?

    /// By their hashes: among ten million worlds two share one of 64 bits once in 400,000 explorations.
    private var known: Set<Int> = []

    /// Explores on as many threads as there are cores.
    public init(from start: SmallWorld) {
        let found = Mutex(Exploration())
        var front = [start]
        while !front.isEmpty, front.count < Exploration.branchCount { front += found.visit(front.removeFirst()) }
        let branches = front
        DispatchQueue.concurrentPerform(iterations: branches.count) { branch in
            var open = [branches[branch]]
            while let world = open.popLast() { open += found.visit(world) }
        }
        self = found.withLock { $0 }
    }

    private init() {}

    /// Threads take branches one by one; there are many more than threads, for some are much larger than others.
    private static let branchCount = 500

    fileprivate mutating func isNew(_ world: SmallWorld) -> Bool { known.insert(world.hashValue).inserted }

    fileprivate mutating func note(_ fault: String?, isEnd: Bool) {
        ends += isEnd ? 1 : 0
        self.fault = self.fault ?? fault
    }
}

extension Mutex<Exploration> {
    /// Judges `world`.
    /// - Returns: the worlds that may come next and were not met before; none once anything is wrong.
    fileprivate func visit(_ world: SmallWorld) -> [SmallWorld] {
        let fault = world.faultNowOrAtTheEnd.map { "\($0), in \(world)" }
        let next = world.moves.map { world.after($0) }
        return withLock { found in
            if world.isBetweenTurns { found.note(fault, isEnd: world.isSettled) }
            guard found.fault == nil else { return [] }
            return next.filter { !$0.isBetweenTurns || found.isNew($0) }
        }
    }
}

extension SmallWorld {
    fileprivate func after(_ move: Move) -> SmallWorld {
        var next = self
        next.make(move)
        return next
    }

    fileprivate var faultNowOrAtTheEnd: String? {
        if !isBetweenTurns { return nil }
        if !server.isUnmovedByRepeats { return "a change counts twice" }
        if !isSettled { return nil }
        var drained = self
        drained.drain()
        return drained.fault
    }
}
