import Foundation
import Synchronization

/// A way to the server on which answers get lost: it passes bytes both ways, and cuts the connections that it is told to cut.
///
/// It also keeps what was asked, so that it can be asked again later, as a confused network does.
final class CuttingProxy: Sendable {
    let address: String
    private let upstream: UInt16
    private let orders = Orders()

    /// - Parameter server: `http://127.0.0.1:PORT`.
    init(to server: String) throws {
        let upstream = UInt16(server.split(separator: ":").last ?? "") ?? 0
        self.upstream = upstream
        let (listener, port) = try Loopback.listener()
        address = "http://127.0.0.1:\(port)"
        Thread.detachNewThread { [orders] in CuttingProxy.serve(listener, upstream, orders) }
    }

    deinit { orders.close() }

    /// Cuts the next connections, one for each number: once so many bytes of its answers have passed, it ends.
    func cutAnswers(after bytes: Int...) { orders.cut(after: bytes) }

    /// Whether every cut that was ordered has been made.
    var hasCut: Bool { orders.areCarriedOut }

    /// Sends everything that was ever asked to the server once more, and lets the answers go.
    func askAgain() throws {
        for request in orders.asked {
            let server = try Loopback.connection(to: upstream)
            defer { close(server) }
            Loopback.send(request, to: server)
            // The answer has come when the server falls silent.
            while Loopback.isReadable(server, milliseconds: 300), !Loopback.received(from: server).isEmpty {}
        }
    }

    private static func serve(_ listener: Int32, _ upstream: UInt16, _ orders: Orders) {
        defer { close(listener) }
        while orders.areOpen {
            guard Loopback.isReadable(listener, milliseconds: 50) else { continue }
            let client = accept(listener, nil, nil)
            guard client >= 0 else { continue }
            let cut = orders.nextCut()
            Thread.detachNewThread { relay(client, upstream, cut, orders) }
        }
    }

    /// Passes bytes both ways until either side ends or the cut is due.
    private static func relay(_ client: Int32, _ upstream: UInt16, _ cut: Int?, _ orders: Orders) {
        defer { close(client) }
        guard let server = try? Loopback.connection(to: upstream) else { return }
        defer { close(server) }
        var asked: [UInt8] = []
        defer { orders.keep(asked) }
        var passed = 0
        while orders.areOpen {
            if Loopback.isReadable(client, milliseconds: 2) {
                let bytes = Loopback.received(from: client)
                asked += bytes
                guard !bytes.isEmpty, Loopback.send(bytes, to: server) else { return }
            }
            if Loopback.isReadable(server, milliseconds: 2) {
                let bytes = Loopback.received(from: server)
                let allowed = bytes.prefix((cut ?? Int.max) - passed)
                passed += allowed.count
                guard !bytes.isEmpty, Loopback.send(allowed, to: client), allowed.count == bytes.count else { return }
            }
        }
    }
}

/// What the proxy is to do, and what it has seen.
private final class Orders: Sendable {
    private struct State {
        var cuts: [Int] = []
        var asked: [[UInt8]] = []
        var isOpen = true
    }

    private let state = Mutex(State())

    var areOpen: Bool { state.withLock { $0.isOpen } }
    var areCarriedOut: Bool { state.withLock { $0.cuts.isEmpty } }
    var asked: [[UInt8]] { state.withLock { $0.asked } }

    func close() { state.withLock { $0.isOpen = false } }
    func cut(after bytes: [Int]) { state.withLock { $0.cuts = bytes } }
    func nextCut() -> Int? { state.withLock { $0.cuts.isEmpty ? nil : $0.cuts.removeFirst() } }
    func keep(_ request: [UInt8]) { state.withLock { $0.asked.append(request) } }
}
