import ArgumentParser

/// Does one deed of a client in a process of its own, so that its memory and its CPU are that deed's.
struct Play: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Do one deed of a client, for the measuring process.", shouldDisplay: false)

    enum Deed: String, ExpressibleByArgument {
        case join, sync, edit, add, crowd, look, exchange, write, watch
    }

    @Argument var folder: String
    @Argument var deed: Deed
    /// An invitation, a file of notes, a word to edit with or another folder.
    @Argument var subject = ""

    @Option var port: UInt16?
    @Option var times = 1
    @Option var from = 0
    @Option var count = 1

    func run() throws {
        if deed == .join {
            try Player.join(folder, subject)
            return try Played().tell()
        }
        let player = try Player(folder, port: port)
        switch deed {
        case .join, .sync: try player.sync(times: times)
        case .edit: try player.edit(from: from, count: count, word: subject)
        case .add: try player.add(times: times)
        case .crowd: try player.push(batches: times, of: count, from: subject)
        case .look: try player.look(times: times)
        case .exchange: try player.exchange(with: Player(subject, port: port), times: times, count: count)
        case .write: try player.write(times: times)
        case .watch: try player.watch(times: times)
        }
    }
}
