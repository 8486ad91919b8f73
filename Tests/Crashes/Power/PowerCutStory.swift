import CSQLite
import SyncModel
import SyncServer
import TestSupport

@testable import SyncClient

/// Two laptops and a server live through power cuts. What each answered for is written down, and looked for after each cut.
final class PowerCutStory {
    /// Something that was answered for is missing, or does not work any more.
    struct Loss: Error, CustomStringConvertible {
        let description: String
    }

    private let seed: UInt64
    private var chance: SeededGenerator
    private let office: Office
    private let laptops: [LedgerOfLaptop]
    private let accepted = AcceptedChanges()
    /// Whether single writes and syncs fail before power does.
    private let hasFaults: Bool
    /// Run on each new connection that writes: to a replica, and to the server's store.
    private let pragmas: (laptop: String, office: String)

    init(seed: UInt64, hasFaults: Bool = false, pragmas: (laptop: String, office: String) = ("", "")) throws {
        self.seed = seed
        self.hasFaults = hasFaults
        self.pragmas = pragmas
        chance = SeededGenerator(seed: seed)
        office = Office(on: try Disk(seed: chance.next()), seed: chance.next())
        laptops = [
            LedgerOfLaptop(of: Laptop("Sam", on: try Disk(seed: chance.next()), seed: chance.next())),
            LedgerOfLaptop(of: Laptop("Priya", on: try Disk(seed: chance.next()), seed: chance.next())),
        ]
    }

    /// - Throws: ``Loss``.
    func live(cuts: Int) throws {
        var cut = 0
        do {
            for victim in Victim.allCases { try restart(victim) }
            while cut < cuts {
                cut += 1
                try survive()
            }
        } catch {
            throw Loss(description: "seed \(seed), cut \(cut): \(error)")
        }
    }

    private enum Victim: CaseIterable {
        case sam, priya, office
    }

    private func survive() throws {
        guard let victim = Victim.allCases.randomElement(using: &chance) else { return }
        let disk = disk(of: victim)
        if hasFaults {
            try suffer(disk, of: victim)
        } else {
            disk.cutPower(after: Int.random(in: 0..<150, using: &chance))
        }
        for _ in 0..<20 where !disk.isOff {
            do { try act() } catch { guard disk.isOff else { throw error } }
        }
        disk.cutPower()
        try restart(victim)
        try meet()
    }

    /// Some writes or syncs fail, which must be told. Then the disk is well again, and the same process goes on, or another.
    private func suffer(_ disk: Disk, of victim: Victim) throws {
        let kinds: Disk.Acts = Bool.random(using: &chance) ? .sync : [.write, .truncate]
        let code = [SQLITE_FULL, SQLITE_IOERR].randomElement(using: &chance) ?? SQLITE_FULL
        disk.fail(
            kinds, after: Int.random(in: 0..<30, using: &chance), count: Int.random(in: 1...3, using: &chance),
            code: code)
        for _ in 0..<10 {
            do { try act() } catch { guard PowerCutStory.tellsOfTheDisk(error) else { throw error } }
        }
        disk.heal()
        guard Bool.random(using: &chance) else { return }
        disk.kill()
        try restart(victim)
    }

    /// Whether this is how a failing disk is to be told of: on a laptop, or by a server.
    private static func tellsOfTheDisk(_ error: any Error) -> Bool {
        switch error {
        case ReplicaError.disk, ReplicaError.diskFull: true
        case UpstreamError.busy(_, let problem): problem?.code == .unavailable
        case is Laptop.Refused: true
        default: false
        }
    }

    // MARK: Acts

    private func act() throws {
        let ledger = laptops[Int.random(in: 0...1, using: &chance)]
        switch Int.random(in: 0..<10, using: &chance) {
        case 0..<6: try ledger.write(using: &chance)
        case 6..<9: try sync(ledger.laptop)
        default: try ledger.laptop.pragma("PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    private func sync(_ laptop: Laptop) throws {
        try laptop.sync(accepted.upstream(to: office, for: laptop.author))
    }

    /// Lets all sync, after which all must hold the same.
    private func meet() throws {
        for ledger in laptops + laptops { try sync(ledger.laptop) }
        let digest = try office.digest()
        for ledger in laptops {
            let found = try ledger.laptop.replica.read { $0.identity.digest }
            guard found == digest else { throw Loss(description: "\(ledger.laptop.author) is not in step") }
        }
    }

    // MARK: Power

    private func disk(of victim: Victim) -> Disk {
        victim == .office ? office.disk : laptops[victim == .sam ? 0 : 1].laptop.disk
    }

    /// Brings power back, and looks for what was answered for. Now and then power fails again while the files are opened.
    private func restart(_ victim: Victim) throws {
        close(victim)
        disk(of: victim).start()
        if Bool.random(using: &chance) {
            disk(of: victim).cutPower(after: Int.random(in: 0..<40, using: &chance))
            do { try open(victim) } catch { guard disk(of: victim).isOff else { throw error } }
            close(victim)
            disk(of: victim).start()
        }
        try open(victim)
        try victim == .office ? checkOffice() : laptops[victim == .sam ? 0 : 1].check()
    }

    private func close(_ victim: Victim) {
        victim == .office ? office.close() : laptops[victim == .sam ? 0 : 1].laptop.close()
    }

    /// Checkpoints come early, for a short story must have many.
    private func open(_ victim: Victim) throws {
        let checkpoints = "PRAGMA wal_autocheckpoint = \(Int.random(in: 1..<60, using: &chance));"
        guard victim != .office else {
            try office.pragma(checkpoints + pragmas.office)
            for ledger in laptops { _ = try office.session(of: ledger.laptop.author) }
            return
        }
        let laptop = laptops[victim == .sam ? 0 : 1].laptop
        try laptop.pragma(checkpoints + pragmas.laptop)
        if try laptop.replica.read({ $0.identity.team }) == nil { try laptop.join(Office.welcome(laptop.author)) }
    }

    private func checkOffice() throws {
        let damage = try office.store.damage()
        guard damage.isEmpty else { throw Loss(description: "the server's store is damaged: \(damage)") }
        for dot in accepted.dots where try !office.keeps(dot) {
            throw Loss(description: "the server took in \(dot), and has it no more")
        }
    }
}
