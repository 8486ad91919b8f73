import SyncClient
import SyncModel
import SyncServer
import TestSupport

/// Some devices, their people, one server and the network between them, all in this process and in virtual time.
final class World {
    let scenario: Scenario
    let time = FixedClock()
    let office: Office
    let trace: Trace
    private(set) var places: [Place] = []
    var ledger = Ledger()
    /// How often what happened, for whoever wants to know what a run has tried.
    private(set) var tally: [Happening: Int] = [:]
    /// Answers as they were first told, for pages that are told again.
    var answers: [AnswerKey: SyncResponse] = [:]
    /// What left a device, and how many writes there were when it first did.
    var sent: [SentWord: Int] = [:]
    /// Requests on a long way.
    private var held: [(token: [UInt8], request: SyncRequest)] = []
    let folder: Folder
    private let officeClock: OfficeClock
    private var next = 0
    private var depth = 0

    private static let placesMax = 6
    private static let depthMax = 3

    /// - Parameter isTold: whether the trace's lines are kept.
    init(_ scenario: Scenario, isTold: Bool = false) throws {
        self.scenario = scenario
        trace = Trace(isKept: isTold)
        folder = try Folder()
        officeClock = OfficeClock(time)
        office = try Office(scenario.mix, seed: scenario.seed, clock: officeClock, folder: folder)
        var chance = SeededGenerator(seed: scenario.seed ^ 0xA5A5)
        for number in 0..<scenario.mix.places { try found(number, &chance) }
    }

    // MARK: Founding

    private func found(_ number: Int, _ chance: inout SeededGenerator) throws {
        let client: Client = scenario.mix.has(.mixedClients) ? chance.pick(Client.allCases) : .notebook
        let names = ["Ana", "Ben", "Cem", "Dora", "Emre", "Fay"]
        let clock = ClockSetting(scenario.mix, &chance)
        let place = place(number, home: number, client, clock, person: names[number], token: office.freshToken())
        try place.files.put(Blank.content(for: client), isNoticed: true)
        try join(place)
    }

    private func place(
        _ number: Int, home: Int, _ client: Client, _ clock: ClockSetting, person: String, token: [UInt8]
    ) -> Place {
        let place = Place(
            number, home: home, client: client, clock: DeviceClock(time, clock), directory: "\(folder.path)/\(number)",
            ids: ReplicaNames(seed: scenario.seed, place: number), person: person,
            device: "laptop-\(number)", token: token)
        places.append(place)
        return place
    }

    /// Lets a device into the team, or in again under a new token.
    func join(_ place: Place) throws {
        let joined = try office.admit(place.person, device: place.device, token: place.token)
        try place.program().replica.write { try $0.connect(joined, server: "http://127.0.0.1") }
    }

    // MARK: Playing

    /// Plays the seed to its end, lets everything come to rest, and looks whether every promise was kept.
    func play() throws {
        try playNext(.max)
        try Quiet(world: self).come()
        try Oracles(world: self).ask()
    }

    /// Plays up to `count` of the steps that are left.
    func playNext(_ count: Int) throws {
        guard depth < World.depthMax else { return }
        depth += 1
        defer { depth -= 1 }
        var left = count
        while left > 0, next < scenario.steps.count {
            next += 1
            left -= 1
            try play(scenario.steps[next - 1])
        }
    }

    private func play(_ step: Step) throws {
        time.advance(milliseconds: step.gap)
        note("\(step.number): \(step.event)")
        try attempt("step \(step.number)") { try happen(step) }
    }

    /// Does what may fail as it may for people; whatever else is thrown is a fault.
    private func attempt(_ name: String, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch is PowerCut {
            count(.powerCut)
            note("  the power went")
        } catch let trouble as Trouble {
            throw trouble
        } catch {
            guard isOrdinary(error) else { throw Trouble(.error, "\(name): \(error)") }
            note("  \(error)")
        }
    }

    private func happen(_ step: Step) throws {
        switch step.event {
        case .act(let place, let process, let act):
            let place = at(place)
            try Person(world: self, place: place, program: place.program(process), step: step.number).perform(act)
        case .sync(let place, let process, let journey): try sync(at(place), process, journey)
        case .arrival(let which): try arrive(which)
        case .powerCut(let place, let process, let effects):
            let process = scenario.mix.has(.twoProcesses) ? process : 0
            try at(place).program(process).fuse.blow(after: effects)
        case .reopen(let place): at(place).close()
        case .keepCopy(let place): at(place).copy = at(place).files.content()
        case .putBack(let place, let isNoticed): try putBack(at(place), isNoticed: isNoticed)
        case .clone(let place, let isNoticed): try clone(at(place), isNoticed: isNoticed)
        case .backUp: try office.backUp()
        case .restoreServer: try restoreServer()
        case .revoke(let place): try revoke(at(place))
        case .clock(let place, let turn): at(place).clock.turn(turn)
        case .serverClock(let milliseconds): officeClock.set(offset: milliseconds)
        }
    }

    private func at(_ place: Int) -> Place { places[place % places.count] }

    // MARK: What happened

    func note(_ line: @autoclosure () -> String) { trace.note(line()) }

    func count(_ what: Happening) { tally[what, default: 0] += 1 }

    func hasMet(_ any: [Happening]) -> Bool { any.contains { tally[$0] != nil } }

    // MARK: Copies

    private func clone(_ origin: Place, isNoticed: Bool) throws {
        guard places.count < World.placesMax else { return }
        let content = origin.files.content()
        let copy = place(
            places.count, home: origin.home, origin.client, ClockSetting(), person: origin.person, token: origin.token)
        try copy.files.put(content, isNoticed: true)
        if !isNoticed { try copy.files.keepIdentity(of: origin.files) }
        count(.clone)
    }

    private func putBack(_ place: Place, isNoticed: Bool) throws {
        guard let copy = place.copy, place.syncs == 0 else { return }
        try losing(try words(at: place)) {
            place.close()
            try place.files.put(copy, isNoticed: isNoticed)
            place.editors = []
            place.life += 1
        }
        count(.oldCopy)
    }

    // MARK: The server

    private func restoreServer() throws {
        let held = try words(in: office.records().map { ($0.id, $0.state) })
        try losing(held) {
            if try office.restore() { count(.serverRestored) }
        }
    }

    private func revoke(_ place: Place) throws {
        count(.revocation)
        try office.lets(place.token) ? office.revoke(place.token) : joinAgain(place)
    }

    /// A device whose token is none any more gets another.
    func joinAgain(_ place: Place) throws {
        place.token = office.freshToken()
        try join(place)
    }

    // MARK: The network

    func hold(_ request: SyncRequest, from place: Place) { held.append((place.token, request)) }

    private func arrive(_ which: Int) throws {
        guard !held.isEmpty else { return }
        let (token, request) = held.remove(at: which % held.count)
        count(.lateRequest)
        _ = try office.session(token).sync(request)
    }

    /// Everything that is still on its way arrives.
    func arriveAll() throws {
        while !held.isEmpty { try attempt("a late request") { try arrive(0) } }
    }
}
