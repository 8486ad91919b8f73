import Foundation

/// The source tree as text, for tests that hold what the compiler cannot see.
struct House {
    struct File {
        /// From the top of the house, like `Shared/SyncModel/Names/Dot.swift`.
        let path: String
        let lines: [String]

        var folder: String { String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)) }
        var name: String {
            String(path.suffix(from: path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex))
        }

        /// The modules it imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 1, place + 1 < words.count else {
                    return nil
                }
                let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func"]
                let name = kinds.contains(words[place + 1]) ? words[place + 2] : words[place + 1]
                return String(name.prefix { $0 != "." })
            }
        }

        /// What stands in it, comments and the insides of strings left out.
        var code: [String] {
            lines.map { line in
                let bare = line.prefix(upTo: line.range(of: "//")?.lowerBound ?? line.endIndex)
                return bare.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                    .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined(separator: "\"\"")
            }
        }

        /// The types it defines at its outermost level.
        var types: [String] {
            code.compactMap { line in
                guard let first = line.first, !first.isWhitespace else { return nil }
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                guard let place = words.firstIndex(where: { ["struct", "class", "enum", "protocol"].contains($0) }),
                    place + 1 < words.count
                else { return nil }
                return String(words[place + 1])
            }
        }

        func mentions(_ type: String) -> Bool {
            code.contains { line in
                line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == type }
            }
        }
    }

    let files: [File]

    /// Every Swift file under the named folders at the top of the house.
    init(_ tops: [String] = ["Shared", "Client", "Server", "Sources"]) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var files: [File] = []
        for top in tops {
            let walk = FileManager.default.enumerator(atPath: root.appending(path: top).path)
            for case let path as String in walk ?? .init() where path.hasSuffix(".swift") {
                let text = try String(contentsOf: root.appending(path: top).appending(path: path), encoding: .utf8)
                files.append(File(path: "\(top)/\(path)", lines: text.components(separatedBy: "\n")))
            }
        }
        self.files = files.sorted { $0.path < $1.path }
    }

    func files(under folder: String) -> [File] { files.filter { $0.path.hasPrefix(folder + "/") } }
}
