import ArgumentParser

/// What the program says when it is called without a verb: where things stand, and the next sensible command.
struct Overview: Verb {
    static let word = "overview"
    static let configuration = CommandConfiguration(commandName: word, shouldDisplay: false)

    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        .report(
            "overview", ["team": nil, "next": ["fieldnotes init --as \"YOUR NAME\""]],
            [
                "There are no field notes here yet.",
                "Next: fieldnotes init --as \"YOUR NAME\"    starts them; no server is needed",
            ])
    }
}
