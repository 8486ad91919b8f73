import Foundation
import HTTPTypes
import Testing

/// What `Shared/openapi.json` says of the routes.
struct RouteDocument {
    /// One method of one path.
    struct Operation: CustomStringConvertible, Sendable {
        let method: HTTPRequest.Method
        let path: String
        let tags: Set<String>
        /// Whether it answers those alone who show a token.
        let isGuarded: Bool
        /// The media types of each status that it may answer with.
        let answers: [Int: Set<String>]
        /// An example for each name in its path.
        let examples: [String: String]

        var description: String { "\(method) \(path)" }

        /// Its path with its examples filled in, but what `changes` says otherwise.
        func address(_ changes: [String: String] = [:]) -> String {
            examples.merging(changes) { $1 }.reduce(path) {
                $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value)
            }
        }
    }

    let operations: [Operation]
    let problemCodes: [String]

    init() throws {
        let house = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
        let text = try Data(contentsOf: URL(fileURLWithPath: "\(house)/Shared/openapi.json"))
        let written = try JSONDecoder().decode(Written.self, from: text)
        problemCodes = try #require(written.components.schemas["Problem"]?.properties?["code"]?.codes)
        operations = try written.paths.flatMap { path, item in
            try item.methods.map { try written.operation($1, $0, path, item.parameters ?? []) }
        }
    }
}

// MARK: As it is written

private struct Written: Decodable {
    let paths: [String: Item]
    let components: Components

    struct Components: Decodable {
        let parameters: [String: Parameter]
        let responses: [String: Answer]
        let schemas: [String: Schema]
    }

    struct Schema: Decodable {
        let properties: [String: Schema]?
        let codes: [String]?

        private enum CodingKeys: String, CodingKey {
            case properties, codes = "enum"
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            properties = try? values.decode([String: Schema].self, forKey: .properties)
            codes = try? values.decode([String].self, forKey: .codes)
        }
    }

    struct Item: Decodable {
        let get: Method?
        let post: Method?
        let parameters: [Parameter]?

        var methods: [(HTTPRequest.Method, Method)] {
            [(.get, get), (.post, post)].compactMap { name, method in method.map { (name, $0) } }
        }
    }

    struct Method: Decodable {
        let tags: Set<String>
        let security: [[String: [String]]]?
        let responses: [String: Answer]
    }

    struct Parameter: Decodable {
        let reference: String?
        let name: String?
        let example: String?

        private enum CodingKeys: String, CodingKey {
            case name, example, reference = "$ref"
        }
    }

    struct Answer: Decodable {
        let reference: String?
        let content: [String: Nothing]?

        private enum CodingKeys: String, CodingKey {
            case content, reference = "$ref"
        }
    }

    struct Nothing: Decodable {}

    func operation(
        _ written: Method, _ method: HTTPRequest.Method, _ path: String, _ parameters: [Parameter]
    ) throws -> RouteDocument.Operation {
        let examples = try parameters.map { parameter in
            let whole = try #require(parameter.reference.map { components.parameters[last($0)] } ?? parameter)
            return (try #require(whole.name), try #require(whole.example))
        }
        let answers = try written.responses.map { status, answer in
            let whole = try #require(answer.reference.map { components.responses[last($0)] } ?? answer)
            return (try #require(Int(status)), Set((whole.content ?? [:]).keys))
        }
        return RouteDocument.Operation(
            method: method, path: path, tags: written.tags, isGuarded: written.security?.isEmpty != true,
            answers: Dictionary(uniqueKeysWithValues: answers), examples: Dictionary(uniqueKeysWithValues: examples))
    }

    private func last(_ reference: String) -> String { String(reference.split(separator: "/").last ?? "") }
}
