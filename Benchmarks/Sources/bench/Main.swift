import ArgumentParser

/// Measures the whole way of a change: the real server in a process of its own, the real client in another, loopback
/// between them, and `synchronous=FULL` on both sides.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Prints a JSON line for each work at each size, and the floor beside it.",
        subcommands: [Measure.self, Play.self], defaultSubcommand: Measure.self)
}
