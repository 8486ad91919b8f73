public import SyncModel

/// What a replica is given from outside: time, randomness, and how its records are laid out. With the same surroundings the
/// same calls do the same.
public struct Surroundings: Sendable {
    public let shelves: Shelves
    /// This device's clock, milliseconds since 1970.
    public let clock: @Sendable () -> Int64
    /// Draws a fresh replica id.
    public let draw: @Sendable () -> ReplicaID
    /// What this process does, like `fieldnotes sync`, for another that has to wait for it.
    public let purpose: String
    /// Whether whatever is written is taken back in the same breath, so that one can see what would come of it.
    public let isRehearsal: Bool

    public init(
        shelves: Shelves, clock: @escaping @Sendable () -> Int64, draw: @escaping @Sendable () -> ReplicaID,
        purpose: String, isRehearsal: Bool = false
    ) {
        self.shelves = shelves
        self.clock = clock
        self.draw = draw
        self.purpose = purpose
        self.isRehearsal = isRehearsal
    }
}
