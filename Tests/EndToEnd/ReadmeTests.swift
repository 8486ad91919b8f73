import Foundation
import Testing

/// README's story is told by running it.
@Suite struct ReadmeTests {
    /// A command of the story, and how it is to end: with 0, unless it says `# exit N`.
    struct Command {
        let line: String
        let code: Int32

        /// Whether it goes on in the background; a person then takes a moment before the next line.
        var staysBehind: Bool { line.hasSuffix("&") }

        init(_ line: Substring) {
            self.line = String(line)
            code = line.ranges(of: "# exit ").last.flatMap { Int32(line[$0.upperBound...]) } ?? 0
        }
    }

    /// The commands of the first console block after the heading "A story".
    static func commands() throws -> [Command] {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: top.appending(path: "README.md"), encoding: .utf8)
        let story = try #require(text.ranges(of: "## A story\n").first)
        let block = try #require(text[story.upperBound...].ranges(of: "```console\n").first)
        return text[block.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.hasPrefix("```") }
            .reduce(into: [Substring]()) { commands, line in
                if line.hasPrefix("$ ") {
                    commands.append(line.dropFirst(2))
                } else if let last = commands.last, last.hasSuffix("\\") {
                    commands[commands.count - 1] = Substring(last.dropLast() + line.drop { $0 == ">" || $0 == " " })
                }
            }
            .map(Command.init)
    }

    @Test func `every command of the story ends as it says`() throws {
        let commands = try Self.commands()
        #expect(commands.count > 3)
        let home = try Folder()
        let run = try Child(
            "/bin/bash", [Array("-s".utf8)], environment: Programs.surroundings(home: home.path),
            input: Array(Self.script(commands, in: home.path).utf8)
        ).finish(within: 120)
        #expect(run.code == 0, "\(run)")
    }

    /// One script, for a command may set what the next one uses; it stops where a command does not end as told.
    private static func script(_ commands: [Command], in home: String) -> String {
        let steps = commands.map { command in
            """
            \(command.line)
            code=$?
            \(command.staysBehind ? "sleep 2" : "")
            if [ $code != \(command.code) ]; then
                printf 'exit %s, not \(command.code), from: %s\\n' $code '\(command.line.replacing("'", with: #"'\''"#))' >&2
                exit 1
            fi
            """
        }
        // What the story leaves running in the background ends with it.
        return (["cd '\(home)'", "trap 'kill $(jobs -p) 2>/dev/null' EXIT"] + steps).joined(separator: "\n") + "\n"
    }
}
