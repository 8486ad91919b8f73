import Foundation
import Testing

/// What the pages tell people to type is typed.
@Suite struct ReadmeTests {
    /// Where the pages lie.
    static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A command of a page, and how it is to end: with 0, unless it says `# exit N`.
    struct Command {
        let line: String
        let code: Int32

        /// What a person waits for before the next line, where this one goes on in the background: that its ports answer.
        var patience: String {
            guard line.hasSuffix("&") else { return "" }
            return line.matches(of: /listen (127\.0\.0\.1):(\d+)/).map { port in
                "for turn in {1..600}; do (: < /dev/tcp/\(port.1)/\(port.2)) 2>/dev/null && break; sleep 0.1; done"
            }.joined(separator: "\n")
        }

        init(_ line: Substring) {
            self.line = String(line)
            code = line.ranges(of: "# exit ").last.flatMap { Int32(line[$0.upperBound...]) } ?? 0
        }
    }

    /// The commands of all console blocks of a page.
    static func commands(of page: String) throws -> [Command] {
        let text = try String(contentsOf: ReadmeTests.top.appending(path: page), encoding: .utf8)
        return text.split(separator: "```console\n", omittingEmptySubsequences: false).dropFirst()
            .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.hasPrefix("```") } }
            .reduce(into: [Substring]()) { commands, line in
                if line.hasPrefix("$ ") {
                    commands.append(line.dropFirst(2))
                } else if let last = commands.last, last.hasSuffix("\\") {
                    commands[commands.count - 1] = Substring(last.dropLast() + line.drop { $0 == ">" || $0 == " " })
                }
            }
            .map(Command.init)
    }

    @Test(arguments: ["README.md", "Server/README.md"]) func `every command ends as the page says`(page: String) throws
    {
        let commands = try Self.commands(of: page)
        #expect(commands.count > 3)
        let home = try Folder()
        let run = try Child(
            "/bin/bash", [Array("-s".utf8)], environment: Programs.surroundings(home: home.path),
            input: Array(try Self.onFreePorts(Self.script(commands, in: home.path)).utf8)
        ).finish(within: 120)
        #expect(run.code == 0, "\(run)")
    }

    @Test func `the server's page tells every setting, as the program itself does`() throws {
        let text = try String(contentsOf: ReadmeTests.top.appending(path: "Server/README.md"), encoding: .utf8)
        let rows = text.matches(of: /(?m)^\| `(--[a-z-]+)` \| `([A-Z_]+)` \|[^|]*\| (.+) \|$/)
        let home = try Folder()
        let help = try Child(
            Programs.server, ["serve", "--help"].map { Array($0.utf8) },
            environment: Programs.surroundings(home: home.path)
        ).finish().said.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let flags = Set(help.matches(of: /(--[a-z-]+)/).map { String($0.1) })
        let others: Set = ["--data", "--store", "--config", "--help", "--version"]
        #expect(Set(rows.map { String($0.1) }) == flags.subtracting(others))
        for row in rows {
            #expect(help.contains(row.3), "\(row.1)")
            let name = row.1.dropFirst(2).uppercased().replacing("-", with: "_")
            #expect(row.2 == "FIELDNOTES_SERVER_\(name)")
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "no systemd here"))
    func `systemd takes the unit as it stands`() throws {
        let home = try Folder()
        let unit = try String(
            contentsOf: ReadmeTests.top.appending(path: "Server/fieldnotes-server.service"), encoding: .utf8)
        let path = try home.file(
            "fieldnotes-server.service", unit.replacing("/usr/local/bin/fieldnotes-server", with: Programs.server).utf8)
        let run = try Child(
            "/usr/bin/systemd-analyze", ["verify", path].map { Array($0.utf8) },
            environment: Programs.surroundings(home: home.path)
        ).finish()
        #expect(run.code == 0 && run.complained.isEmpty, "\(run)")
    }

    /// The page's ports may be taken on the machine that runs the tests; each stands for a free one.
    private static func onFreePorts(_ script: String) throws -> String {
        let ports = Set(script.matches(of: /127\.0\.0\.1:(\d+)/).map { String($0.1) })
        return try ports.reduce(script) { script, port in
            let free = try Port.own()
            return [":", "/"].reduce(script) { $0.replacing("127.0.0.1\($1)\(port)", with: "127.0.0.1\($1)\(free)") }
        }
    }

    /// One script, for a command may set what the next one uses; it stops where a command does not end as told.
    private static func script(_ commands: [Command], in home: String) -> String {
        let steps = commands.map { command in
            """
            \(command.line)
            code=$?
            \(command.patience)
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
