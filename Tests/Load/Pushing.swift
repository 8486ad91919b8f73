import SyncModel

/// Devices that push batches of new notes as fast as the server takes them.
struct Pushing {
    let ground: Ground
    let clients: Int
    let batch: Int

    init(on ground: Ground, clients: Int, batch: Int) {
        (self.ground, self.clients, self.batch) = (ground, clients, batch)
    }

    func measure(seconds: Double, into figures: inout Figures) throws {
        let writers = try (0..<clients).map { try Writer($0, on: ground) }
        let (tally, batch) = (Tally(), batch)
        let start = ContinuousClock.now
        Crowd.each(of: writers) { _, writer in
            var writer = writer
            while start.age < seconds { Pushing.push(batch, by: &writer, tally) }
        }
        let took = start.age
        figures.clients = clients
        figures.changes = tally.kept
        figures.changesPerS = Double(tally.kept) / took
        figures.p50Ms = tally.time(of: 0.5)
        figures.p99Ms = tally.time(of: 0.99)
        figures.serverMb = ground.server.megabytes
        figures.errors += tally.errors.values.reduce(0, +) + tally.requests * batch - tally.kept
    }

    private static func push(_ batch: Int, by writer: inout Writer, _ tally: Tally) {
        let start = ContinuousClock.now
        do {
            let changes = writer.notes(batch)
            // The least page: what others wrote is not what is measured.
            let response = try writer.sync(changes, pageBytes: 1)
            tally.note(milliseconds: start.age * 1_000, kept: response.outcomes.count(where: \.isKept))
        } catch {
            tally.note(error)
        }
    }
}
