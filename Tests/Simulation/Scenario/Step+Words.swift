/// Steps in words, for traces.
extension Event: CustomStringConvertible {
    var description: String {
        switch self {
        case .act(let place, let process, let act): "\(place)\(process > 0 ? "′" : "") \(act)"
        case .sync(let place, let process, let journey): "\(place)\(process > 0 ? "′" : "") syncs\(journey)"
        case .arrival: "a late request arrives"
        case .powerCut(let place, let process, let effects):
            "\(place)\(process > 0 ? "′" : "") will lose power after \(effects) effects"
        case .reopen(let place): "\(place) is closed"
        case .keepCopy(let place): "\(place) is copied"
        case .putBack(let place, let isNoticed): "\(place) gets its old copy back\(isNoticed ? "" : ", unnoticed")"
        case .clone(let place, let isNoticed): "\(place) is cloned\(isNoticed ? "" : ", unnoticed")"
        case .backUp: "the server is backed up"
        case .restoreServer: "the server is restored"
        case .revoke(let place): "\(place) loses its access, or joins again"
        case .clock(let place, .jump(let milliseconds)): "the clock of \(place) jumps by \(milliseconds / 1_000) s"
        case .clock(let place, .freeze): "the clock of \(place) stops"
        case .clock(let place, .thaw): "the clock of \(place) goes on"
        case .serverClock(let milliseconds): "the server's clock is \(milliseconds) ms off"
        }
    }
}

extension Act: CustomStringConvertible {
    var description: String {
        switch self {
        case .open(let record): "opens note \(record)"
        case .save(let editor, let words): "saves editor \(editor), \(words)"
        case .edit(let record, let words): "edits note \(record), \(words)"
        case .settle(let record, let choice): "settles note \(record), way \(choice)"
        case .withdraw(let record): "withdraws note \(record)"
        case .lift(let record): "lifts note \(record)"
        case .mend: "mends what was refused"
        }
    }
}

extension Words: CustomStringConvertible {
    var description: String { "\(subject.rawValue) \(paragraph)\(isTooLong ? ", too long" : "")" }
}

extension Journey: CustomStringConvertible {
    var description: String {
        (direction == .both ? "" : " \(direction.rawValue)")
            + (meanwhile == 0
                ? "" : ", \(meanwhile) steps \(isMeanwhileBefore ? "before" : "after") the server looks\(time)")
            + (mishaps.isEmpty ? "" : "; " + mishaps.map(\.description).joined(separator: ", "))
    }
}

extension Journey {
    private var time: String { meanwhileAt == 1 ? "" : " at call \(meanwhileAt)" }
}

extension Mishap: CustomStringConvertible {
    var description: String {
        switch self {
        case .none: "–"
        case .lost(let isConnected): isConnected ? "lost" : "lost, no connection"
        case .late: "late"
        case .cutRequest(let share): "request cut at \(share)‰"
        case .answerLost(let isConnected): isConnected ? "answer lost" : "answer lost, no connection"
        case .cutAnswer(let share): "answer cut at \(share)‰"
        case .twice(let isSecondAnswer): isSecondAnswer ? "twice, second answer" : "twice, first answer"
        case .stalePage: "stale page"
        case .busy: "busy"
        case .serverFails: "server fails"
        }
    }
}
