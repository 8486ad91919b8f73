import Foundation
import Testing

/// A device whose clock is ten years off is neither cut off nor made the winner.
@Suite(.enabled(if: Clock.canBeWrong, "faketime is not installed")) struct ClockTests {
    @Test(arguments: ["+3650d", "-3650d"])
    func `an edit made in sight of another replaces it, however wrong the clocks`(offset: String) throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor", clock: .off(offset)).with(.off(offset))
        let priya = try team.laptop(of: "Priya Nair")
        let note = try sam.add("First words.")
        for turn in 1...3 {
            for (writer, reader) in [(sam, priya), (priya, sam)] {
                try team.meet(writer, reader)
                let text = "Turn \(turn) of \(writer.clock)."
                try writer.run("edit", note, "-m", text)
                try team.meet(writer, reader)
                #expect(try reader.body(note) == text)
                try reader.run("conflicts")
            }
        }
        #expect(try sam.digest() == priya.digest())
    }

    @Test(arguments: ["+3650d", "-3650d"])
    func `edits made apart are all kept, however wrong the clocks`(offset: String) throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor", clock: .off(offset)).with(.off(offset))
        let priya = try team.laptop(of: "Priya Nair")
        let note = try priya.add("First words.")
        try team.meet(priya, sam)
        try sam.run("edit", note, "-m", "Sam's words.")
        let mine = try sam.add("Sam's own note.")
        try priya.run("edit", note, "-m", "Priya's words.")
        try team.meet(sam, priya)
        for laptop in [sam, priya] {
            let sides = try laptop.ask("conflicts", expecting: 3)[0].fields[0].siblings.list
            #expect(Set(sides.compactMap(\.value.text)) == ["Sam's words.", "Priya's words."])
            #expect(try laptop.body(mine) == "Sam's own note.")
        }
        try sam.run("resolve", note, "--keep", "yours")
        try team.meet(sam, priya)
        #expect(try priya.body(note) == "Sam's words.")
        try priya.run("conflicts")
    }

    @Test func `a clock that jumps between edits keeps their order`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("Number 0.")
        for (number, offset) in ["+3650d", "-3650d", "+30d", "-1d"].enumerated() {
            try sam.with(.off(offset)).run("edit", note, "-m", "Number \(number + 1).")
            if number.isMultiple(of: 2) { try sam.with(.off(offset)).run("sync") }
        }
        try team.meet(sam, priya)
        #expect(try priya.body(note) == "Number 4.")
        #expect(try sam.body(note) == "Number 4.")
        try priya.run("conflicts")
    }
}

/// Clocks that jump while programs run.
@Suite(.enabled(if: Clock.canBeWrong, "faketime is not installed")) struct JumpingClockTests {
    @Test func `a watch whose clock jumps goes on sending and receiving, in the order in which people wrote`() throws {
        let (team, clock) = (try Team(), try JumpingClock())
        var sam = try team.laptop(of: "Sam Okafor").startedBy(clock.entry)
        sam.environment = clock.environment
        let priya = try team.laptop(of: "Priya Nair")
        let note = try sam.add("Number 0.")
        let watch = try sam.start("sync", "--watch")
        for (number, days) in [3_650, -3_650, 1, -20, 0].enumerated() {
            try clock.jump(days: days)
            try sam.run("edit", note, "-m", "Sam \(number).")
            try expect("Sam \(number).", in: note, on: priya)
            try priya.run("edit", note, "-m", "Priya \(number).")
            try priya.run("sync")
            #expect(try Child.await(seconds: 30) { try sam.body(note) == "Priya \(number)." }, "after \(days) days")
        }
        watch.signal(SIGTERM)
        _ = try watch.finish(within: 10)
        try team.meet(sam, priya)
        try priya.run("conflicts")
        #expect(try sam.digest() == priya.digest())
    }

    @Test func `a server whose clock jumps neither refuses an edit nor mistakes the order of two`() throws {
        let clock = try JumpingClock()
        let team = try Team(server: ServerProcess(environment: clock.environment, startedBy: clock.entry))
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("Number 0.")
        try team.meet(sam, priya)
        for (number, days) in [3_650, -3_650, 1, -20, 0].enumerated() {
            for (writer, reader) in [(sam, priya), (priya, sam)] {
                try writer.run("edit", note, "-m", "Number \(number).")
                try clock.jump(days: days)
                try team.meet(writer, reader)
                try reader.run("edit", note, "-m", "Number \(number), seen.")
                try team.meet(reader, writer)
                #expect(try writer.body(note) == "Number \(number), seen.", "after \(days) days")
            }
        }
        try priya.run("conflicts")
        #expect(try sam.digest() == priya.digest())
    }

    private func expect(_ text: String, in note: String, on laptop: Laptop) throws {
        let isThere = try Child.await(seconds: 30) {
            _ = try laptop.start("sync", "--pull").finish()
            let run = try laptop.start("show", note, "--json").finish()
            return try run.code == 0 && run.envelope().data.body.text == text
        }
        #expect(isThere, "\(text) did not come")
    }
}
