import SyncModel

/// A few replicas of one record, and every move that can be made next.
///
/// A replica meets the others only at the server. What it does by itself (it acts, it takes in an answer) commutes with
/// whatever the others do meanwhile; so it may as well do all of it in one turn, right before and right after it asks, and
/// every history is the equal of one that goes by turns (partial order reduction: Godefroid, *Partial-Order Methods for the
/// Verification of Concurrent Systems*, 1996).
public struct SmallWorld: Hashable, Sendable {
    static let now: Int64 = 1_000_000

    enum Act: CaseIterable {
        /// An ordinary edit of the field that is shown merged, and of another.
        case writeBody, writeKind
        /// Every side of a conflict is shown, and replaced.
        case settle
        /// The record is withdrawn, or brought back where it was.
        case withdrawOrRestore
    }

    enum Move {
        /// Before the replica asks, or while it waits for the answer.
        case act(Int, Act)
        /// Binds what is unsent, and asks.
        case ask(Int)
        /// The answer comes in; that ends the turn.
        case receive(Int)
        /// Asks in vain: the request may come in at any time after, or never, but its answer does not. This is at once
        /// a lost request, a lost answer and a late one; that one which comes twice changes nothing is asked of each server
        /// that is met (see `SmallServer.isUnmovedByRepeats`).
        case askInVain(Int)
        case arriveLate
    }

    private(set) var server = SmallServer()
    private(set) var ledger = SmallLedger()
    private(set) var replicas: [SmallReplica]
    /// Whose turn it is; nil between two turns.
    private var turn: Int?
    /// The answer that the replica whose turn it is waits for.
    private var answer: SmallServer.Answer?
    private var actsLeft: Int
    private var lossesLeft: Int
    /// What was asked in vain and has not come in.
    private var late: [Change] = []

    public init(replicas count: Int, acts: Int, losses: Int) {
        replicas = (0..<count).map(SmallReplica.init(place:))
        actsLeft = acts
        lossesLeft = losses
    }

    // MARK: Moves

    var moves: [Move] {
        if let turn { return moves(of: turn) }
        return replicas.indices.flatMap { moves(of: $0) } + (late.isEmpty ? [] : [.arriveLate])
    }

    private func moves(of place: Int) -> [Move] {
        var moves: [Move] = actsLeft == 0 ? [] : Act.allCases.map { .act(place, $0) }
        if answer != nil {
            moves.append(.receive(place))
        } else if replicas[place].hasUnsent {
            moves.append(.ask(place))
            if lossesLeft > 0 { moves.append(.askInVain(place)) }
        } else if actsLeft > 0, !replicas[place].isInStep(with: server) {
            // Once nobody acts any more, who has nothing to say need not ask before the end.
            moves.append(.ask(place))
        }
        return moves
    }

    /// Whether no replica is in the midst of its turn.
    var isBetweenTurns: Bool { turn == nil }

    /// Whether nobody acts any more, and no answer is awaited. What is late may come in at the end, or never.
    var isSettled: Bool { turn == nil && actsLeft == 0 }

    mutating func make(_ move: Move) {
        switch move {
        case .act(let place, let act):
            turn = place
            actsLeft -= 1
            ledger.note(replicas[place].act(act))
        case .ask(let place):
            turn = place
            answer = server.serve(replicas[place].bind())
        case .receive(let place):
            turn = nil
            if let answer { replicas[place].receive(answer) }
            answer = nil
        case .askInVain(let place):
            turn = nil
            lossesLeft -= 1
            late = replicas[place].bind()
        case .arriveLate:
            _ = server.serve(late)
            late = []
        }
        // By now it can only repeat what came in.
        if late.allSatisfy(server.knows) { late = [] }
    }

    /// Everything that is left comes in, with nothing lost.
    mutating func drain() {
        for _ in 0..<2 {
            for place in replicas.indices { replicas[place].receive(server.serve(replicas[place].bind())) }
        }
    }
}
