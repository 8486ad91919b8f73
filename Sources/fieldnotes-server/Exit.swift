/// How the program ends: the number that a script sees. The same numbers as the client's, as far as they arise here.
enum Exit: Int32, Sendable {
    case done = 0
    case failed = 1
    /// The words made no sense; nothing was done.
    case usage = 2
    case notFound = 6
    /// The data is damaged, or another process holds it.
    case data = 7
    /// The disk is full, or a file cannot be read or written.
    case file = 9
}
