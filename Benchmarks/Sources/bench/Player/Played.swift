import Foundation

/// What one deed came to, as the process that did it tells: the time of each repetition, and the cost of them all.
struct Played: Codable {
    /// A measure for each repetition, under the name of what was done.
    var milliseconds: [String: [Double]] = [:]
    /// Moments by the clock that all processes share, in seconds.
    var moments: [Double] = []
    /// Seconds of CPU.
    var cpu = 0.0
    var peakMegabytes = 0.0

    init() {}

    init(_ said: String) throws {
        self = try JSONDecoder().decode(Played.self, from: Data(said.utf8))
    }

    func times(_ name: String) -> Times { Times(milliseconds[name] ?? []) }

    /// Does something once, and notes its time and its cost.
    mutating func measure(_ name: String, _ body: () throws -> Void) rethrows {
        let before = Clocks.cpu
        milliseconds[name, default: []].append(try Clocks.milliseconds(body))
        cpu += Clocks.cpu - before
    }

    /// Says it on standard output, with the most memory that this process has held.
    func tell() throws {
        var played = self
        played.peakMegabytes = Clocks.peakMegabytes()
        let line = try JSONEncoder().encode(played) + [0x0A]
        try FileHandle.standardOutput.write(contentsOf: line)
    }
}
