import Foundation

/// What the kernel says of time and memory.
enum Clocks {
    /// Seconds by a clock that all processes share.
    static var now: Double { seconds(of: CLOCK_MONOTONIC) }

    /// The seconds of CPU that this process has used, its threads together.
    static var cpu: Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }

    /// As ``cpu``, of another process that runs.
    static func cpu(of process: pid_t) -> Double {
        var clock = clockid_t()
        return clock_getcpuclockid(process, &clock) == 0 ? seconds(of: clock) : .nan
    }

    /// The most memory that a process has held, in megabytes. What it was spawned from does not count, as it would in what
    /// `wait4` tells.
    static func peakMegabytes(of process: String = "self") -> Double {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return (kilobytes ?? .nan) / 1024
    }

    /// How long `body` takes, in milliseconds.
    static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let start = now
        try body()
        return (now - start) * 1_000
    }

    private static func seconds(of clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
