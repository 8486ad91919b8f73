import ArgumentParser

/// The verbs by name, for telling a slip from a command.
struct Vocabulary {
    /// Those that the help lists.
    let listed: [String]
    /// All that will run: also hidden ones, and those that the parser brings along.
    let understood: Set<String>

    init(of verbs: [any ParsableCommand.Type]) {
        listed = verbs.filter { $0.configuration.shouldDisplay }.flatMap { Vocabulary.words(of: $0) }
        understood = Set(verbs.flatMap { Vocabulary.words(of: $0) } + ["help"])
    }

    private static func words(of verb: any ParsableCommand.Type) -> [String] {
        [verb._commandName] + verb.configuration.aliases
    }
}
