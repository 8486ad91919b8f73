import TestSupport

/// Draws what happens at each step of a seed with this mix.
struct Draw {
    let mix: Mix

    func event(_ number: Int, _ chance: inout SeededGenerator) -> Event {
        let isCalm = number < mix.calmUntil
        if !isCalm, chance.happens(mix.troublePercent), let trouble = trouble(number, &chance) { return trouble }
        let place = chance.below(8)
        let process = mix.has(.twoProcesses) && !isCalm ? chance.below(2) : 0
        if chance.happens(mix.syncPercent) {
            return .sync(place: place, process: process, journey(number, isCalm: isCalm, &chance))
        }
        return .act(place: place, process: process, act(isCalm: isCalm, &chance))
    }

    // MARK: People

    private func act(isCalm: Bool, _ chance: inout SeededGenerator) -> Act {
        let record = chance.below(mix.records)
        switch chance.below(100) {
        case ..<12: return .open(record: record)
        case ..<24: return .save(editor: chance.below(8), words(isCalm: isCalm, &chance))
        case ..<70: return .edit(record: record, words(isCalm: isCalm, &chance))
        case ..<84: return .settle(record: record, choice: chance.below(64))
        case ..<91: return .withdraw(record: record)
        case ..<97: return .lift(record: record)
        default: return .mend
        }
    }

    private func words(isCalm: Bool, _ chance: inout SeededGenerator) -> Words {
        Words(
            subject: chance.pick(Words.Subject.allCases + [.body, .body, .pin, .both]), paragraph: chance.below(8),
            isTooLong: mix.has(.refusals) && !isCalm && chance.happens(10))
    }

    // MARK: The network

    private func journey(_ number: Int, isCalm: Bool, _ chance: inout SeededGenerator) -> Journey {
        var journey = Journey()
        if chance.happens(25) {
            journey.meanwhile = 1 + chance.below(4)
            journey.meanwhileAt = 1 + lateness(number, upTo: 4)
            journey.isMeanwhileBefore = chance.happens(50)
        }
        if chance.happens(6) { journey.direction = chance.pick([.sendOnly, .receiveOnly]) }
        guard !isCalm else { return journey }
        let kinds = mishaps
        for _ in 0..<6 where !kinds.isEmpty {
            let mishap = kinds[chance.below(kinds.count)](&chance)
            journey.mishaps.append(chance.happens(mix.mishapPercent) ? mishap : .none)
        }
        while journey.mishaps.last == Mishap.none { journey.mishaps.removeLast() }
        return journey
    }

    private var mishaps: [(inout SeededGenerator) -> Mishap] {
        var kinds: [(inout SeededGenerator) -> Mishap] = []
        if mix.has(.loss) {
            kinds.append { .lost(isConnected: $0.happens(50)) }
            kinds.append { .answerLost(isConnected: $0.happens(50)) }
        }
        if mix.has(.delay) { kinds.append { _ in .late } }
        if mix.has(.duplicates) { kinds.append { .twice(isSecondAnswer: $0.happens(50)) } }
        if mix.has(.cuts) {
            kinds.append { .cutRequest($0.below(1_000)) }
            kinds.append { .cutAnswer($0.below(1_000)) }
        }
        if mix.has(.stalePages) { kinds.append { _ in .stalePage } }
        if mix.has(.failingServer) {
            kinds.append { _ in .busy }
            kinds.append { _ in .serverFails }
        }
        return kinds
    }

    /// How far into a sync something happens: at its beginning as often as anywhere. It is told by the step's number, for
    /// another draw would make another history of every seed that failed in the past.
    private func lateness(_ number: Int, upTo most: Int) -> Int { number.isMultiple(of: 2) ? 0 : number / 2 % most }

    // MARK: Everything else

    private func trouble(_ number: Int, _ chance: inout SeededGenerator) -> Event? {
        let place = chance.below(8)
        let kinds = mix.faults.sorted { $0.rawValue < $1.rawValue }
        switch chance.pick(kinds) {
        case .delay: return .arrival(chance.below(8))
        case .crashes:
            let (process, effects) = (chance.below(2), chance.below(8))
            return .powerCut(place: place, process: process, effects: effects + lateness(number, upTo: 32))
        case .twoProcesses, .mixedClients: return .reopen(place: place)
        case .clones: return .clone(place: place, isNoticed: true)
        case .unnoticedClones: return .clone(place: place, isNoticed: false)
        case .oldCopies:
            return chance.happens(60)
                ? .keepCopy(place: place) : .putBack(place: place, isNoticed: chance.happens(50))
        case .serverRestore: return chance.happens(60) ? .backUp : .restoreServer
        case .revocation: return .revoke(place: place)
        case .jumpingClocks: return .clock(place: place, .jump(milliseconds: jump(&chance)))
        case .frozenClocks: return .clock(place: place, chance.happens(50) ? .freeze : .thaw)
        case .serverClock: return .serverClock(milliseconds: Int64(chance.below(240_000)) - 120_000)
        case .loss, .duplicates, .cuts, .stalePages, .failingServer, .wrongClocks, .drift, .refusals, .smallMessages:
            return nil
        }
    }

    /// Minutes as often as years, forward or back.
    private func jump(_ chance: inout SeededGenerator) -> Int64 {
        chance.span(upTo: ClockSetting.twentyYears) * (chance.happens(50) ? 1 : -1)
    }
}
