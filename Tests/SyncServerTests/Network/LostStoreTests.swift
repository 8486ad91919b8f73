import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

/// A server whose store is out of reach: a database that is being started anew, or a disk that went away.
@Suite struct LostStoreTests {
    private struct Lost: Error {}

    private struct LostStore: PassingStore {
        let store: any ServerStore

        func write<Result: Sendable>(
            within reach: Reach, _ work: @escaping @Sendable (any StoreTransaction) throws -> Result
        ) throws -> Result { throw Lost() }

        func read<Result>(within reach: Reach, _ work: (any StoreTransaction) throws -> Result) throws -> Result {
            throw Lost()
        }
    }

    @Test(.timeLimit(.minutes(1))) func `every route tells so, and the operator hears of each time`() async throws {
        let failures = Gathered<any Error>()
        let service = SyncService(
            store: LostStore(store: try SQLiteStore.inMemory()), seal: Seal(secret: [7]), clock: { 0 },
            onFailure: { failures.add($0) })
        let server = HTTPServer(service: service, events: EventStreams(), logger: Logger(label: "test"))
        let operations = try RouteDocument().operations.filter { $0.tags.contains("devices") }
        try await server.application(at: HTTPServer.Address(host: "127.0.0.1", port: 0)).test(.router) { client in
            for operation in operations {
                let answer = try await client.execute(
                    uri: operation.address(), method: operation.method, headers: [.authorization: "Bearer any"],
                    body: ByteBuffer(string: LostStoreTests.joining)
                ) { $0 }
                #expect(answer.status == .serviceUnavailable, "\(operation)")
                #expect(String(buffer: answer.body).contains(#""code":"unavailable""#), "\(operation)")
                #expect(answer.headers[.retryAfter] != nil)
            }
        }
        #expect(failures.all.count == operations.count && failures.all.allSatisfy { $0 is Lost })
    }

    private static let joining =
        #"{"code":"FN1-\#(String(repeating: "0", count: 26))","deviceName":"a","#
        + #""tokenHash":"\#(String(repeating: "ab", count: 32))"}"#
}
