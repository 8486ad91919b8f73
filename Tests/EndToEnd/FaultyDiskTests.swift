import Foundation
import Testing

/// A disk that fails at any one of the calls that a command makes. `FIELDNOTES_TEST_FAULTS` says how many of them are tried.
@Suite(.enabled(if: FaultyDisk.isPossible, "there is no C compiler")) struct FaultyDiskTests {
    /// A call that fails, and how.
    struct Failure: Sendable, CustomStringConvertible {
        let call: FaultyDisk.Call
        let error: Int32

        static let writing = [
            Failure(call: .write, error: ENOSPC), Failure(call: .write, error: EIO), Failure(call: .sync, error: EIO),
        ]
        static let renaming = Failure(call: .rename, error: EIO)
        static let making = Failure(call: .mkdir, error: ENOSPC)

        var description: String { "\(call): \(String(cString: strerror(error)))" }

        /// Some of the calls of one command, and every one in a long test; then those that fail from there on, and alone.
        func forms(upTo last: Int = 120) -> [(first: Int, count: Int)] {
            let step = call == .write || call == .read ? max(1, 60 / Chance.faults) : 1
            return stride(from: 1, through: last, by: step).map { ($0, $0 / step % 2 == 0 ? 1_000_000 : 1) }
        }
    }

    private let disk: FaultyDisk

    init() throws { disk = try FaultyDisk() }

    /// Has each form of `failure` met by one run of `act`, until the command makes no such call any more.
    private func sweep(
        _ failure: Failure, below place: String, _ act: (Int) throws -> Run, then check: (Run, Int) throws -> Void
    ) throws {
        var isMet = false
        for (first, count) in failure.forms() {
            try disk.fail(failure.call, from: first, count: count, with: failure.error, below: place)
            let run = try act(first)
            let hasFailed = disk.hasFailed
            try disk.heal()
            isMet = isMet || hasFailed
            let story = "\(failure) at call \(first), \(count) times"
            if run.code != 0 { run.expect(.diskFull, .unwritable, .unreadable, .damaged, about: story) }
            if failure.call != .read { #expect([0, 9].contains(run.code), "\(story): \(run)") }
            try check(run, first)
            if !hasFailed { break }
        }
        #expect(isMet, "the command never made the call that was to fail: \(failure)")
    }

    @Test(arguments: Failure.writing + [.renaming])
    func `a note is saved or handed back, never both and never neither`(failure: Failure) throws {
        let sam = try Laptop(alone: "Sam Okafor")
        var saved: Set<String> = []
        try sweep(failure, below: sam.notes) { number in
            try sam.on(disk).start("add", "iro", "-m", "Words of call \(number).").finish()
        } then: { run, number in
            let text = "Words of call \(number)."
            if run.code == 0 { saved.insert(text) } else { #expect(run.complained.contains(text), "\(run)") }
            let bodies = try Set(sam.exported().values.compactMap(\.body.text))
            #expect(bodies == saved, "\(failure): \(run)")
        }
        try sam.run("doctor")
    }

    @Test(arguments: Failure.writing)
    func `an edit is saved or handed back, and the text is the old or the new one`(failure: Failure) throws {
        let sam = try Laptop(alone: "Sam Okafor")
        let note = try sam.add("First words.")
        var text = "First words."
        try sweep(failure, below: sam.notes) { number in
            try sam.on(disk).start("edit", note, "-m", "Words of call \(number).").finish()
        } then: { run, number in
            if run.code == 0 { text = "Words of call \(number)." }
            let body = try sam.body(note)
            #expect(body == text, "\(failure): \(run)")
        }
        try sam.run("doctor")
    }

    @Test(arguments: Failure.writing + [.renaming, .making])
    func `what is written in an editor is saved or kept as a draft`(failure: Failure) throws {
        let sam = try Laptop(alone: "Sam Okafor")
        let note = try sam.add("First words.")
        try sweep(failure, below: sam.notes) { number in
            let script = "echo 'Words of call \(number).' >> \"$1\"; touch '\(sam.folder.path)/typed-\(number)'"
            return try sam.on(disk).typing(script).start("edit", note).finish()
        } then: { run, number in
            let text = "Words of call \(number)."
            guard FileManager.default.fileExists(atPath: "\(sam.folder.path)/typed-\(number)") else { return }
            let drafts = "\(sam.notes)/drafts"
            let kept = ((try? FileManager.default.contentsOfDirectory(atPath: drafts)) ?? []).map { "\(drafts)/\($0)" }
                .compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
            let isSaved = try sam.body(note).contains(text)
            #expect(isSaved || kept.contains { $0.contains(text) }, "\(failure): \(run)")
            #expect(isSaved == (run.code == 0), "\(failure): \(run)")
        }
        _ = try sam.typing("true").start("edit", note).finish()
        try sam.run("doctor")
    }

    @Test(arguments: Failure.writing + [.making])
    func `a replica is set up whole or not at all`(failure: Failure) throws {
        let sam = try Laptop()
        try sweep(failure, below: sam.notes) { _ in
            try sam.on(disk).start("init", "--as", "Sam Okafor").finish()
        } then: { run, _ in
            let isThere = FileManager.default.fileExists(atPath: sam.notes)
            #expect(isThere == (run.code == 0), "\(failure): \(run)")
            if isThere {
                try sam.run("doctor")
                try FileManager.default.removeItem(atPath: sam.notes)
            }
        }
        try sam.run("init", "--as", "Sam Okafor")
    }

    @Test(arguments: Failure.writing + [.renaming, .making])
    func `a device joins a team whole or not at all, and its invite goes on working`(failure: Failure) throws {
        let team = try Team()
        let sam = try Laptop()
        var invitation = try team.invitation(for: "Sam Okafor")
        try sweep(failure, below: sam.notes) { _ in
            try sam.on(disk).start("init", "--invite", invitation).finish()
        } then: { run, _ in
            guard run.code == 0 else {
                return #expect(!FileManager.default.fileExists(atPath: sam.notes), "\(failure): \(run)")
            }
            try sam.run("sync")
            try FileManager.default.removeItem(atPath: sam.notes)
            invitation = try team.invitation(for: "Sam Okafor")
        }
        try sam.run("init", "--invite", invitation)
        try sam.run("sync")
    }

    @Test(arguments: Failure.writing)
    func `a sync that the disk broke off is completed by the next`(failure: Failure) throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        var written: Set<String> = []
        try sweep(failure, below: sam.notes) { number in
            let (mine, theirs) = ("Sam's words \(number).", "Priya's words \(number).")
            written.formUnion([mine, theirs])
            _ = try priya.add(theirs)
            try priya.run("sync")
            // Written before the disk fails.
            _ = try sam.add(mine)
            return try sam.on(disk).start("sync", "--timeout", "20s").finish()
        } then: { _, _ in
            try team.meet(sam, priya)
            #expect(try sam.digest() == priya.digest())
        }
        for laptop in [sam, priya] {
            #expect(try laptop.exported().values.compactMap(\.body.text).sorted() == written.sorted())
        }
    }

    @Test(arguments: [
        ["show"], ["status"], ["search", "words"], ["export"], ["add", "iro", "-m", "More words."], ["sync"],
    ])
    func `what the disk does not give back is not guessed, and what was saved is not called lost`(
        words: [String]
    ) throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("First words.")
        try sam.run("sync")
        let words = words == ["show"] ? ["show", note] : words
        let failure = Failure(call: .read, error: EIO)
        var saved = 1
        try sweep(failure, below: "\(sam.notes)/replica") { _ in
            try sam.on(disk).start(words.map { Array($0.utf8) }).finish()
        } then: { run, _ in
            let body = try sam.body(note)
            #expect(body == "First words.")
            guard words.first == "add" else { return }
            saved += run.code == 0 || run.complained.contains("Saved ") ? 1 : 0
            let count = try sam.exported().count
            #expect(count == saved, "\(run)")
        }
        try sam.run("sync")
        try sam.run("doctor")
    }

    @Test(arguments: [
        Failure(call: .write, error: ENOSPC), Failure(call: .sync, error: EIO), Failure(call: .read, error: EIO),
    ])
    func `a server whose disk fails says that it is busy, and has lost nothing once it is well`(failure: Failure) throws
    {
        let team = try Team(on: disk)
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        var written: Set<String> = []
        for (first, count) in failure.forms(upTo: 40) {
            written.insert("Words of call \(first).")
            _ = try sam.add("Words of call \(first).")
            try disk.fail(failure.call, from: first, count: count, with: failure.error, below: team.server.data)
            let run = try sam.start("sync", "--timeout", "1s").finish()
            let hasFailed = disk.hasFailed
            try disk.heal()
            run.expect(.wentWell, .busy, about: "\(failure) at call \(first), \(count) times")
            try team.meet(sam, priya)
            #expect(try sam.digest() == priya.digest())
            if !hasFailed { break }
        }
        #expect(try priya.exported().values.compactMap(\.body.text).sorted() == written.sorted())
        try team.server.stop()
        try team.server.start()
        try team.meet(sam, priya)
        try team.server.admin("doctor")
    }
}
