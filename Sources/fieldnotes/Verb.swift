import ArgumentParser

/// A command of the program: its words become one call, and what the call gives becomes an answer.
protocol Verb: ParsableCommand {
    var options: Options { get }
    /// Whether nothing may be written.
    var isRehearsal: Bool { get }

    /// Does the work. What it throws other than a `Complaint` is told by `Complaint.init(about:)`.
    func answer(at desk: Desk) throws -> Answer
}

extension Verb {
    /// Works, prints, and returns how the program is to end.
    func perform() -> Exit {
        let desk = Desk(options: options, isRehearsal: isRehearsal)
        do {
            // Courtesies, both: whatever keeps them from being done must not keep the verb from its work.
            try? desk.mentionDrafts()
            let answer = try answer(at: desk)
            try desk.deliver(isRehearsal ? answer.rehearsed() : answer)
            if !isRehearsal { try? desk.remember(answer) }
            return answer.exit
        } catch {
            let complaint = Complaint(about: error)
            // If even standard error is gone, the exit code is all that is left to speak.
            try? desk.complain(complaint)
            return complaint.exit
        }
    }
}
