import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Makes a damaged replica anew, beside it, from what can be read of it and from the server; then the new one takes its place
/// in one step. The damaged one is set aside as it is, and never deleted.
public struct Recovery {
    public let salvage: Salvage
    /// The new replica, under a new id, with what was salvaged; to be filled from the server.
    public let replica: Replica

    /// What can be read of the replica in `directory`; nothing is changed.
    /// - Throws: ``ReplicaError``.
    public static func salvage(at directory: String, _ surroundings: Surroundings) throws -> Salvage {
        try Workshop(in: directory, surroundings).whileOpen { try $0.salvage() }
    }

    /// Makes the replica of `directory` anew. Whoever wants to write there has to wait meanwhile.
    /// - Parameter fill: brings the new replica in step with the server. Where it throws, all stays as it was.
    /// - Returns: what `fill` gave, and the name under which the damaged replica was set aside.
    /// - Throws: ``ReplicaError``, and what `fill` throws.
    public static func perform<Result>(
        at directory: String, _ surroundings: Surroundings, _ fill: (Recovery) throws -> Result
    ) throws -> (result: Result, setAside: String) {
        try Workshop(in: directory, surroundings).whileOpen { workshop in
            let salvage = try workshop.salvage()
            let replica = try workshop.make(salvage)
            let result = try fill(Recovery(salvage: salvage, replica: replica))
            try replica.close()
            return (result, try workshop.deliver())
        }
    }

    /// Ends a recovery that was interrupted while the new replica took its place.
    /// - Returns: whether there was one.
    /// - Throws: ``ReplicaError``.
    public static func finish(at directory: String, _ surroundings: Surroundings) throws -> Bool {
        guard access(Workshop.finished(in: directory), F_OK) == 0 else { return false }
        try Workshop(in: directory, surroundings).whileOpen { _ = try $0.install() }
        return true
    }
}
