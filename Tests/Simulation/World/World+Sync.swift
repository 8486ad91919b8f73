import Notebook
import SyncClient
import SyncModel
import TestSupport

/// An answer is known by whom it was told, by which server, and for which cursor.
struct AnswerKey: Hashable {
    let place: Int
    let life: Int
    let officeLife: Int
    let cursor: String?
}

extension World {
    /// Two syncs of one replica may run at once; more would only take longer.
    private static let syncsMax = 2

    /// - Returns: nil where the sync did not come to its end.
    @discardableResult
    func sync(_ place: Place, _ process: Int = 0, _ journey: Journey = Journey()) throws -> SyncReport? {
        guard place.syncs < World.syncsMax else { return nil }
        place.syncs += 1
        defer { place.syncs -= 1 }
        let program = try place.program(process)
        let network = Network(world: self, place: place, program: program, journey: journey)
        let time = self.time
        do {
            let report = try program.replica.sync(
                with: network, direction: SyncDirection(journey.direction), limits: limits(place), random: { 0.5 },
                pause: { time.advance(milliseconds: Int64($0 * 1_000)) })
            note(
                "  ends: \(report.sent) sent, \(report.received) received, in step: \(report.isInStep.map(String.init) ?? "unknown")"
            )
            return report
        } catch let error as UpstreamError {
            guard try isForeseen(error, at: place) else { throw Trouble(.error, "\(place.person): \(error)") }
            note("  ends: \(error)")
            return nil
        }
    }

    /// Small messages are of another size for each device; a page of one byte holds one record.
    private func limits(_ place: Place) -> Limits {
        var limits = Limits()
        if scenario.mix.has(.smallMessages) {
            limits.pageBytes = [1, 700, 2_000][place.number % 3]
            limits.requestChanges = 1 + place.number % 4
        }
        return limits
    }

    private func isForeseen(_ error: UpstreamError, at place: Place) throws -> Bool {
        switch error {
        case .unreachable, .busy: true
        case .refused: try !office.lets(place.token)
        case .untrusted, .malformed: false
        }
    }

    /// Whether a person is told so in the ordinary course of things.
    func isOrdinary(_ error: any Error) -> Bool {
        switch error {
        case is SettlingError: true
        case let error as WritingError: error != .unknownNote
        case UpstreamError.refused, UpstreamError.busy: true
        default: false
        }
    }

    /// The answer with the page that was told before for the same cursor, as by a server that lags behind.
    func stale(_ answer: SyncAnswer, to request: SyncRequest, at place: Place) -> SyncAnswer {
        // Whoever asks what differs is answered from the moment of the asking.
        guard request.sums == nil, request.wants.isEmpty else { return answer }
        guard case .told(var response) = answer, let older = answers[key(request, place)] else { return answer }
        count(.stalePage)
        response.records = older.records
        response.cursor = older.cursor
        response.more = older.more
        response.digest = older.digest
        return .told(response)
    }

    func key(_ request: SyncRequest, _ place: Place) -> AnswerKey {
        AnswerKey(place: place.number, life: place.life, officeLife: office.life, cursor: request.cursor)
    }
}

extension SyncDirection {
    fileprivate init(_ direction: Journey.Direction) {
        self =
            switch direction {
            case .both: .both
            case .sendOnly: .sendOnly
            case .receiveOnly: .receiveOnly
            }
    }
}
