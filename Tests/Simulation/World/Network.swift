import SyncModel
import SyncServer

/// The way between one program and the team's server during one sync, with all that befalls it.
final class Network: Upstream {
    private let world: World
    private let place: Place
    private let program: Program
    private let journey: Journey
    private var calls = 0

    /// A sync that calls more often than this goes round for ever.
    private static let callsMax = 400
    /// One call in so many travels as bytes; the codec has tests of its own.
    private static let wiredEvery = 8

    init(world: World, place: Place, program: Program, journey: Journey) {
        self.world = world
        self.place = place
        self.program = program
        self.journey = journey
    }

    func sync(_ request: SyncRequest) throws -> SyncAnswer {
        calls += 1
        guard calls <= Network.callsMax else {
            throw Trouble(.endless, "a sync of \(place.person) made \(calls) calls")
        }
        if !request.wants.isEmpty { try world.differed(place) }
        world.noteSent(request)
        try program.fuse.burn()
        let mishap = calls <= journey.mishaps.count ? journey.mishaps[calls - 1] : .none
        world.note("\(place.person) asks: \(request.summary)\(mishap == .none ? "" : ", but \(mishap)")")
        let meanwhile = calls == journey.meanwhileAt ? journey.meanwhile : 0
        if journey.isMeanwhileBefore { try world.playNext(meanwhile) }
        let answer = try answer(request, mishap)
        if !journey.isMeanwhileBefore { try world.playNext(meanwhile) }
        try program.fuse.burn()
        world.note("  is told: \(answer.summary)")
        return answer
    }

    private func answer(_ request: SyncRequest, _ mishap: Mishap) throws -> SyncAnswer {
        switch mishap {
        case .none: return try served(request)
        case .lost(let isConnected): throw UpstreamError.unreachable("lost", isConnected: isConnected)
        case .late:
            world.hold(request, from: place)
            throw UpstreamError.unreachable("late", isConnected: false)
        case .cutRequest(let share):
            try Wire.checkCut(request.lines, share) { _ = try SyncRequest(lines: $0) }
            throw UpstreamError.unreachable("cut", isConnected: true)
        case .answerLost(let isConnected):
            _ = try served(request)
            throw UpstreamError.unreachable("answer lost", isConnected: isConnected)
        case .cutAnswer(let share):
            if case .told(let response) = try served(request) {
                try Wire.checkCut(response.lines, share) { _ = try SyncResponse(lines: $0) }
            }
            throw UpstreamError.unreachable("answer cut", isConnected: true)
        case .twice(let isSecondAnswer):
            let first = try served(request)
            let second = try served(request)
            return isSecondAnswer ? second : first
        case .stalePage: return world.stale(try served(request), to: request, at: place)
        case .busy: throw UpstreamError.busy(retryAfterSeconds: 3, nil)
        case .serverFails: return try world.office.failing { try served(request) }
        }
    }

    /// The server's answer, as it is.
    private func served(_ request: SyncRequest) throws -> SyncAnswer {
        let session = try world.office.session(place.token)
        let isWired = (calls + place.number).isMultiple(of: Network.wiredEvery)
        let answer = try session.sync(isWired ? Wire.carried(request) : request)
        try world.watch(answer, to: request, from: place, program)
        return isWired ? try Wire.carried(answer) : answer
    }
}
