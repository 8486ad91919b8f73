import Foundation
import Synchronization

/// A way to the server on which things go wrong as they are ordered to, and well otherwise.
///
/// It also keeps what was asked, so that it can be asked again later, as a confused network does.
final class Proxy: Sendable {
    let address: String
    private let upstream: UInt16
    private let orders = Orders()

    /// - Parameter server: `http://127.0.0.1:PORT`.
    init(to server: String) throws {
        let upstream = UInt16(server.split(separator: ":").last ?? "") ?? 0
        self.upstream = upstream
        let (listener, port) = try Loopback.listener()
        address = "http://127.0.0.1:\(port)"
        Thread.detachNewThread { [orders] in Proxy.serve(listener, upstream, orders) }
    }

    deinit { orders.close() }

    /// Does each of `faults` to one of the next requests, in this order.
    func next(_ faults: Fault...) { orders.replace(next: faults, lasting: nil) }

    /// Does `fault` to every request, until told otherwise.
    func always(_ fault: Fault) { orders.replace(next: [], lasting: fault) }

    func doNoHarm() { orders.replace(next: [], lasting: nil) }

    /// Whether every fault that was ordered for a single request has been done.
    var isDone: Bool { orders.areCarriedOut }

    /// How many faults have been done so far.
    var harm: Int { orders.harm }

    /// The bytes of the longest answer that was to be cut, its head included.
    var longestCut: Int { orders.longestCut }

    /// How many requests have come so far, the ones for news of the team left out.
    var requestCount: Int { orders.asked.count }

    /// Sends everything that was ever asked to the server once more, and lets the answers go.
    func askAgain() throws {
        for request in orders.asked { _ = try HTTPBytes.exchange(request, with: upstream) }
    }

    private static func serve(_ listener: Int32, _ upstream: UInt16, _ orders: Orders) {
        defer { close(listener) }
        while orders.areOpen {
            guard Loopback.isReadable(listener, milliseconds: 50) else { continue }
            let client = accept(listener, nil, nil)
            guard client >= 0 else { continue }
            let connection = ProxyConnection(client: client, upstream: upstream, orders: orders)
            Thread.detachNewThread { connection.serve() }
        }
    }
}

/// What the proxy is to do, and what it has seen.
final class Orders: Sendable {
    private struct State {
        var next: [Fault] = []
        var lasting: Fault?
        var harm = 0
        var longestCut = 0
        var asked: [[UInt8]] = []
        var told: [UInt8] = []
        var isOpen = true
    }

    private let state = Mutex(State())

    var areOpen: Bool { state.withLock { $0.isOpen } }
    var areCarriedOut: Bool { state.withLock { $0.next.isEmpty } }
    var harm: Int { state.withLock { $0.harm } }
    var longestCut: Int { state.withLock { $0.longestCut } }
    var asked: [[UInt8]] { state.withLock { $0.asked } }

    func close() { state.withLock { $0.isOpen = false } }

    func replace(next: [Fault], lasting: Fault?) {
        state.withLock { state in
            state.next = next
            state.lasting = lasting
        }
    }

    /// Keeps the request, and says what is to be done to it.
    func fault(for request: [UInt8]) -> Fault? {
        state.withLock { state in
            if !HTTPBytes.isStream(request) { state.asked.append(request) }
            let fault = state.next.isEmpty ? state.lasting : state.next.removeFirst()
            if fault != nil { state.harm += 1 }
            return fault
        }
    }

    /// The beginning of an answer of which no more than so many bytes are told, one at least being left out.
    func cut(_ reply: [UInt8], after count: Int) -> ArraySlice<UInt8> {
        state.withLock { $0.longestCut = max($0.longestCut, reply.count) }
        return reply.prefix(count % reply.count)
    }

    /// Keeps the answer for later, and returns the one that was kept before it; itself, where it is the first.
    func swap(_ reply: [UInt8]) -> [UInt8] {
        state.withLock { state in
            defer { state.told = reply }
            return state.told.isEmpty ? reply : state.told
        }
    }
}
