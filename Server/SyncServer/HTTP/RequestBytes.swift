import HTTPTypes
import Hummingbird
import NIOCore
import SyncModel

/// A request's body as it came, and how it was compressed.
struct RequestBytes: Sendable {
    private enum Encoding: String {
        case identity, zstd, gzip
    }

    private let bytes: [UInt8]
    private let encoding: Encoding
    private let limit: Int

    /// Reads the body, up to `limit` bytes.
    /// - Throws: `Problem` where there are more, or their encoding is unknown.
    init(_ request: Request, limit: Int) async throws {
        let named = request.headers[.contentEncoding]?.lowercased() ?? Encoding.identity.rawValue
        guard let encoding = Encoding(rawValue: named) else {
            throw Problem(.malformed, "The request is encoded in a way that is not understood; zstd and gzip are.")
        }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
            throw RequestBytes.tooLarge(limit)
        }
        bytes = try await RequestBytes.read(request.body, limit: limit)
        self.encoding = encoding
        self.limit = limit
    }

    private static func read(_ body: RequestBody, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= limit else { throw tooLarge(limit) }
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.malformed, "The request did not come whole.")
        }
        return bytes
    }

    /// How many times larger than it came a body may become. A text that shrinks more is sent as it is.
    static let ratioMax = 100

    /// The body without its compression; the limit holds for it too.
    func inflated() throws -> [UInt8] {
        let most = min(limit, bytes.count * RequestBytes.ratioMax)
        do {
            switch encoding {
            case .identity: return bytes
            case .zstd: return try Zstandard.inflated(bytes, limit: most)
            case .gzip: return try Gzip.inflated(bytes, limit: most)
            }
        } catch InflationError.tooLarge {
            throw RequestBytes.tooLarge(limit)
        } catch {
            throw Problem(.malformed, "The request cannot be decompressed; it may have been cut short.")
        }
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        Problem(
            .tooLarge,
            "A request may have \(limit) bytes, no more after decompression, and swell \(ratioMax)-fold at most.")
    }
}
