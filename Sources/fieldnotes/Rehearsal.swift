import ArgumentParser

/// What can be said with every verb that writes.
struct Rehearsal: ParsableArguments {
    @Flag(name: [.customShort("n"), .customLong("dry-run")], help: "Say what would be done, and do nothing.")
    var isWanted = false
}

/// A verb that writes here or is heard elsewhere. In a rehearsal it says what it would do: what it writes into the replica is
/// taken back by the replica itself, and files, editors and the network it leaves alone.
protocol WritingVerb: Verb {
    var rehearsal: Rehearsal { get }
}

extension Verb {
    var isRehearsal: Bool { false }
}

extension Verb where Self: WritingVerb {
    var isRehearsal: Bool { rehearsal.isWanted }
}

extension Answer {
    /// The same, saying that it was only a rehearsal. It is what was asked for, so `-q` does not leave it out.
    func rehearsed() -> Answer {
        var answer = Answer(schema, data, rows: rows) { columns in
            lines(columns) + Line("A dry run: nothing was written.").wrapped(to: columns)
        }
        answer.warnings = warnings
        answer.exit = exit
        answer.isRehearsal = true
        return answer
    }
}
