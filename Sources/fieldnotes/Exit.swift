/// How the program ends: the number that a script sees. The numbers are part of the contract and never change meaning.
enum Exit: Int32, Sendable {
    case done = 0
    case failed = 1
    /// The words made no sense; nothing was done.
    case usage = 2
    /// Done, and a conflict needs a person.
    case conflict = 3
    /// Not joined to a server, or no longer let in.
    case noAccess = 4
    case noConnection = 5
    /// Not found, or several fit.
    case notFound = 6
    /// The replica is damaged, or another process holds it.
    case replica = 7
    case version = 8
    /// The disk is full, or a file cannot be read or written.
    case file = 9
    case refused = 10
    /// Only from `status --exit-code`.
    case unsent = 11
    /// Stopped by Ctrl-C or a signal; what was done before is kept.
    case interrupted = 130
}
