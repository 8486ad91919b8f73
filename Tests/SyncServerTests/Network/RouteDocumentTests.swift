import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

/// The document of the routes says what the routes do.
@Suite struct RouteDocumentTests {
    private let document: RouteDocument

    init() throws {
        document = try RouteDocument()
    }

    @Test func `it names the paths that are answered, and no others`() throws {
        let server = try BareServer()
        let routes = Routes(
            service: server.service, events: EventStreams(),
            gate: Gate(rates: Rates(RateLimits(), clock: { 0 }), proxies: []), metrics: Metrics())
        for (tag, router) in [
            ("devices", routes.router), ("watch", WatchRoutes(routes: routes, door: FrontDoor()).router),
        ] {
            let answered = Set(router.routes.map(\.path.description))
            let named = document.operations.filter { $0.tags.contains(tag) }.map(\.path)
            #expect(Set(named) == answered, "\(tag)")
        }
    }

    @Test(.timeLimit(.minutes(10))) func `every method but the one it names is told to be the wrong one`() async throws
    {
        try await WithServer { server in
            let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options, .trace]
            for operation in document.operations where operation.tags.contains("devices") {
                for method in methods where method != operation.method {
                    let answer = try await server.ask(method, operation.address(), server.authorization)
                    #expect(answer.status == .methodNotAllowed, "\(method) \(operation.path)")
                    #expect(answer.headers[.allow] == operation.method.rawValue)
                    #expect((answer.body.readableBytes == 0) == (method == .head))
                }
            }
        }
    }

    @Test func `it names every problem`() throws {
        #expect(Set(document.problemCodes) == Set(Problem.Code.allCases.map(\.rawValue)))
        let statuses = Set(Problem.Code.allCases.map { Problem($0, "").status })
        #expect(statuses.isSubset(of: document.operations.flatMap(\.answers.keys)))
    }
}
