import SyncModel
import SyncServer

/// The way to the server, on which it is written down what the server said it took in.
final class AcceptedChanges {
    private(set) var dots: Set<Dot> = []

    func upstream(to office: Office, for author: String) -> any Upstream {
        Witness(office: office, author: author, ledger: self)
    }

    private struct Witness: Upstream {
        let office: Office
        let author: String
        let ledger: AcceptedChanges

        func sync(_ request: SyncRequest) throws -> SyncAnswer {
            let answer = try office.session(of: author).sync(request)
            guard case .told(let response) = answer else { return answer }
            for (change, outcome) in zip(request.changes, response.outcomes) where outcome.saysTakenIn {
                ledger.dots.insert(change.dot)
            }
            return answer
        }
    }
}

extension Outcome {
    fileprivate var saysTakenIn: Bool {
        switch self {
        case .accepted, .concurrent, .duplicate: true
        case .refused, .stampInFuture, .behind, .forked: false
        }
    }
}
