import Foundation
import SyncClient
import Synchronization

/// Ends what is under way on the network when the person presses Ctrl-C, when the process is told to end, or when the time
/// allowed is over. What was done before stays done.
final class Interruption: Sendable {
    enum Cause: Equatable {
        /// A signal, by its number.
        case signal(Int32)
        case timeOver
    }

    let stop = Stop()
    private let first = Mutex<Cause?>(nil)

    /// Why the work was ended; nil if it was not.
    var cause: Cause? { first.withLock { $0 } }

    /// Whether a person, or the system, wants the process to end.
    var isBySignal: Bool {
        if case .signal = cause { true } else { false }
    }

    /// From here on Ctrl-C ends the network's work, not the process at once; a second one does that.
    init(after limit: Duration?) {
        var awaited = Interruption.heeded
        pthread_sigmask(SIG_BLOCK, &awaited, nil)
        let deadline = limit.map { ContinuousClock.now + $0 }
        Thread.detachNewThread { [weak self] in Interruption.wait(deadline: deadline) { self?.end($0) } }
    }

    /// Waits `seconds`, or until the end is asked for. Returns whether the time passed.
    @discardableResult func pause(seconds: Double) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while !stop.isRequested && ContinuousClock.now < end {
            usleep(50_000)
        }
        return !stop.isRequested
    }

    private func end(_ cause: Cause) {
        first.withLock { $0 = $0 ?? cause }
        stop.request()
    }

    /// Those signals that end a process. Whoever started it with `nohup` wants it to outlive the terminal; but a shell that
    /// starts it in the background, and has it ignore Ctrl-C by custom, may still ask it to end.
    private static var heeded: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP]) { sigaddset(&signals, number) }
        return signals
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func wait(deadline: ContinuousClock.Instant?, _ end: (Cause) -> Void) {
        var awaited = heeded
        var deadline = deadline
        var isAsked = false
        while true {
            var number: Int32 = 0
            if let moment = deadline {
                var pause = timespec(max(.zero, moment - ContinuousClock.now))
                number = sigtimedwait(&awaited, nil, &pause)
                if number < 0 && errno == EINTR { continue }
            } else {
                guard sigwait(&awaited, &number) == 0 else { return }
            }
            guard number > 0 else {
                deadline = nil
                end(.timeOver)
                continue
            }
            // Whoever asks twice does not want to wait for what is being written just now; the store survives that.
            if isAsked { _exit(128 + number) }
            isAsked = true
            end(.signal(number))
        }
    }
}

extension timespec {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    }
}
