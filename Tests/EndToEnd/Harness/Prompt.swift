/// What must be done soon, on a machine that may have other work just then.
enum Prompt {
    /// Whether one of three attempts was in time. What is always too slow is so three times.
    static func once(_ isInTime: (_ attempt: Int) throws -> Bool) rethrows -> Bool {
        try (1...3).contains { try isInTime($0) }
    }
}
