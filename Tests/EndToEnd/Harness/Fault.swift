/// One way in which what lies between two sound programs goes wrong, done to one request and its answer.
enum Fault: Sendable {
    /// The answer ends after so many bytes, and the connection with it.
    case cutReply(after: Int)
    /// The server gets so many bytes of the request, and then nothing.
    case cutRequest(after: Int)
    /// So many bytes of the answer come, and then nothing, though the connection stays.
    case stall(after: Int)
    /// The answer comes at one byte a second.
    case drip
    /// The server is asked twice over; the answer to the second, or to the first, is passed on.
    case double(tellsSecond: Bool)
    /// The answer to the request before this one comes; this one's is kept for the next.
    case swap
    /// A compressed answer lacks so many bytes at its end, and its length says that it is whole.
    case shortZstd(by: Int)
    /// Bytes that mean nothing come instead of the answer, or instead of its body.
    case garbage(seed: UInt64, hasHead: Bool)
    /// The connection is reset after so many bytes of the answer.
    case reset(after: Int)
    /// After so many bytes of the answer its sender says that it has ended, and stays to listen.
    case halfClose(after: Int)
    /// The head of the answer is ten megabytes long.
    case hugeHead
    /// The answer lies elsewhere.
    case redirect(status: Int, to: String)
    /// A server, or a gateway before it, asks for patience.
    case busy(status: Int, headers: [String])
    /// The answer is of a type that nobody asked for.
    case wrongType(String?)
    /// The body of the answer never ends.
    case endless
}

extension Fault {
    /// The kinds of faults, each in as many forms as it has.
    enum Kind: String, CaseIterable, Sendable, CustomStringConvertible {
        case cutReply, cutRequest, stall, drip, double, swap, shortZstd, garbage, reset, halfClose, hugeHead, redirect
        case busy, wrongType, endless

        var description: String { rawValue }
    }

    /// The fault of `kind` that has this number among `count` of its kind: places in a message are spread over its
    /// beginning.
    /// - Parameter elsewhere: the address of a server that nobody should be led to.
    init(_ kind: Kind, number: Int, of count: Int, elsewhere: String) {
        let place = number * max(1, Fault.messageBytes / count)
        self =
            switch kind {
            case .cutReply: .cutReply(after: place)
            case .cutRequest: .cutRequest(after: place)
            case .stall: .stall(after: place)
            case .drip: .drip
            case .double: .double(tellsSecond: number.isMultiple(of: 2))
            case .swap: .swap
            case .shortZstd: .shortZstd(by: 1 + number * 7)
            case .garbage: .garbage(seed: UInt64(number), hasHead: number.isMultiple(of: 2))
            case .reset: .reset(after: place)
            case .halfClose: .halfClose(after: place)
            case .hugeHead: .hugeHead
            case .redirect: Fault.redirects(to: elsewhere)[number % Fault.redirects(to: elsewhere).count]
            case .busy: Fault.busy[number % Fault.busy.count]
            case .wrongType: .wrongType(Fault.types[number % Fault.types.count])
            case .endless: .endless
            }
    }

    /// As long as the head of an answer, and some of its body.
    private static let messageBytes = 600

    private static func redirects(to elsewhere: String) -> [Fault] {
        let places = [
            "\(elsewhere)/v1/teams/north-shire/sync", "https://elsewhere.example/sync", "//127.0.0.2/", "/join",
        ]
        return [301, 302, 303, 307, 308].flatMap { status in places.map { .redirect(status: status, to: $0) } }
    }

    private static let busy: [Fault] = {
        let waits = [[], ["Retry-After: 0"], ["Retry-After: 1"], ["Retry-After: 100000"], ["Retry-After: soon"]]
        return waits.flatMap { wait in [500, 503, 429].map { .busy(status: $0, headers: wait) } }
    }()

    private static let types = ["text/html", nil, "application/json", "text/event-stream", "application/octet-stream"]
}
