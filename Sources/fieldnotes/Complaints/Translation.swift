import Glibc
import Notebook
import SyncClient

extension Complaint {
    /// The complaint for an error of any kind; the sentences stand in the files beside this one.
    init(about error: any Error) {
        switch error {
        case let complaint as Complaint: self = complaint
        case let error as ReplicaError: self = .about(error)
        case let error as WritingError: self = .about(error)
        case let error as SettingError: self = .about(error)
        case let error as SearchError: self = .about(error)
        case let error as SettlingError: self = .about(error)
        case let error as ImportError: self = .badLine(error.line, error.reason)
        default: self = .unexpected(String(describing: error))
        }
    }

    private static func about(_ error: ReplicaError) -> Complaint {
        switch error {
        case .missing(let path): .noReplica(at: path)
        case .exists(let path): .replicaExists(at: path)
        case .locked(let holder):
            .locked(
                command: holder?.purpose, process: holder?.process,
                started: holder.map { DateWriting(now: $0.started, zone: .here).timeOfDay($0.started) })
        case .readOnly: .readOnly
        case .diskFull: .diskFull(place: "the disk", freeMegabytes: nil, text: nil)
        case .disk(let reason, let path): .unwritable(file: path, reason: reason)
        case .unreadable(let reason, let path): .replicaUnreadable(path, reason: reason)
        case .damaged(let detail): .damaged(detail)
        case .replaced: .replaced
        case .otherTeam(let team): .otherTeam(team)
        case .tooNew: .replicaTooNew
        }
    }
}

extension Desk {
    /// Does what saves a person's text. If the replica does not take it, the complaint hands the text back.
    func saving<Result>(_ text: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch ReplicaError.diskFull {
            let place = try places().replica
            throw Complaint.diskFull(place: place, freeMegabytes: Desk.freeMegabytes(at: place), text: text)
        } catch ReplicaError.disk(let reason, let path) {
            throw Complaint.unwritable(file: path, reason: reason, text: text)
        } catch let error as ReplicaError {
            throw Complaint(about: error).handingBack(text)
        }
    }

    private static func freeMegabytes(at path: String) -> Int? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return nil }
        return Int(clamping: facts.f_bavail.multipliedReportingOverflow(by: facts.f_frsize).partialValue / 1_000_000)
    }
}
