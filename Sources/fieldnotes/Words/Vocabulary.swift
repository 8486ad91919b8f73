import ArgumentParser

/// The verbs by name, for telling a slip from a command.
enum Vocabulary {
    /// Those that the help lists.
    static var listed: [String] {
        Fieldnotes.verbs.filter { $0.configuration.shouldDisplay }.flatMap { words(of: $0) }
    }

    /// All that will run: also hidden ones, and those that the parser brings along.
    static var understood: Set<String> {
        Set(Fieldnotes.verbs.flatMap { words(of: $0) } + ["help"])
    }

    private static func words(of verb: any ParsableCommand.Type) -> [String] {
        [verb._commandName] + verb.configuration.aliases
    }
}
