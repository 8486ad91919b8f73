/// The person and the device that edits are made by, and what its clock says.
public struct Writer: Hashable, Sendable {
    public let author: String
    public let device: String
    public let clock: Clock

    public init(author: String, device: String, clock: Clock) {
        self.author = author
        self.device = device
        self.clock = clock
    }
}

/// A device's clock beside the server's. Nothing but the last offset is kept, so no wrong time can poison what follows.
public struct Clock: Hashable, Sendable {
    /// The server's clock less this device's at the last sync, in milliseconds.
    public let offset: Int64
    /// This device's clock, milliseconds since 1970.
    public let now: Int64

    public init(offset: Int64, now: Int64) {
        self.offset = offset
        self.now = now
    }

    /// Now by the server's clock, as far as it is known.
    public var serverNow: Int64 { corrected(now) }

    /// A moment of this device's clock by the server's.
    public func corrected(_ moment: Int64) -> Int64 {
        // Neither can be written in a stamp when it is so large; clamping keeps the sum from overflowing.
        min(max(moment, -1 << 50), 1 << 50) + min(max(offset, -1 << 50), 1 << 50)
    }
}
