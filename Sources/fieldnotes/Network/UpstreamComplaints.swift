import SyncModel

/// What a complaint about a server has to know of this side.
struct Correspondence {
    let host: String
    /// Empty while no team was joined.
    let team: String
    /// Changes that wait here.
    let unsent: Int
}

extension Complaint {
    /// The complaint for what kept a server from answering as foreseen.
    init(about error: UpstreamError, _ with: Correspondence) {
        switch error {
        case .unreachable: self = .offline(host: with.host, unsent: with.unsent)
        case .busy(let seconds, _): self = .serverBusy(host: with.host, unsent: with.unsent, waitSeconds: seconds)
        case .untrusted(_, let ended):
            // One that has not ended was refused for another reason.
            let isOver = ended.map { $0 <= Desk.milliseconds } ?? false
            self = .certificate(host: with.host, ended: isOver ? Complaint.day(ended) : nil)
        case .malformed: self = .notUnderstood(host: with.host, unsent: with.unsent)
        case .refused(let problem): self = .about(problem, with)
        }
    }

    private static func about(_ problem: Problem, _ with: Correspondence) -> Complaint {
        switch problem.code {
        case .revoked: .revoked(team: with.team, on: day(problem.since), unsent: with.unsent)
        case .unauthorized: .notRecognised(host: with.host, unsent: with.unsent)
        case .invitationInvalid: .inviteUsed(ranOut: day(problem.since))
        case .protocolUnknown: .about(versions: problem.protocols ?? [], with)
        case .forbidden, .notFound, .wrongMethod, .malformed, .tooSlow, .tooLarge, .tooManyRequests, .cursorForked,
            .unavailable, .internalError:
            .requestRefused(host: with.host, detail: problem.detail, unsent: with.unsent)
        }
    }

    private static func day(_ moment: Int64?) -> String? {
        moment.map { DateWriting(now: Desk.milliseconds, zone: .here).long($0) }
    }

    private static func about(versions: [Int], _ with: Correspondence) -> Complaint {
        guard let newest = versions.max(), newest < protocolNumber else {
            return .clientTooOld(host: with.host, needs: nil, this: Release.version)
        }
        return .serverTooOld(
            speaks: newest, needs: protocolNumber, release: Release.version, unsent: with.unsent)
    }
}
