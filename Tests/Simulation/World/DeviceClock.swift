import Synchronization
import TestSupport

/// How wrong a device's clock is when a seed begins.
struct ClockSetting {
    /// Milliseconds ahead of the true time.
    var offset: Int64 = 0
    /// How much faster than time it runs, in millionths.
    var drift: Int64 = 0

    /// Milliseconds of twenty years.
    static let twentyYears: Int64 = 20 * 365 * 86_400_000

    /// A clock that is right.
    init() {}

    init(_ mix: Mix, _ chance: inout SeededGenerator) {
        if mix.has(.wrongClocks) {
            offset = chance.span(upTo: ClockSetting.twentyYears) * (chance.happens(50) ? 1 : -1)
        }
        if mix.has(.drift) { drift = Int64(chance.below(100_000)) - 50_000 }
    }
}

/// A device's clock: the true time, seen through whatever is wrong with it.
final class DeviceClock: Sendable {
    private struct Setting {
        var offset: Int64
        var drift: Int64
        var frozenAt: Int64?
    }

    private let time: FixedClock
    private let start: Int64
    private let setting: Mutex<Setting>

    init(_ time: FixedClock, _ wrong: ClockSetting) {
        self.time = time
        start = time.now
        setting = Mutex(Setting(offset: wrong.offset, drift: wrong.drift))
    }

    /// Milliseconds since 1970, as this device has it.
    var now: Int64 {
        setting.withLock { $0.frozenAt ?? reading($0) }
    }

    private func reading(_ setting: Setting) -> Int64 {
        let passed = time.now - start
        return start + setting.offset + passed + passed * setting.drift / 1_000_000
    }

    func turn(_ turn: ClockTurn) {
        setting.withLock { setting in
            switch turn {
            case .jump(let milliseconds):
                setting.offset += milliseconds
                setting.frozenAt = setting.frozenAt.map { $0 + milliseconds }
            case .freeze: setting.frozenAt = setting.frozenAt ?? reading(setting)
            case .thaw: setting.frozenAt = nil
            }
        }
    }
}
