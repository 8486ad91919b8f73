import ArgumentParser

/// What can be said with every verb.
struct Options: ParsableArguments {
    @Option(
        name: .customShort("C"), help: ArgumentHelp("Keep everything in DIR, and nothing elsewhere.", valueName: "dir"))
    var directory: String?

    @Option(help: "Which team's notes, where this device has several.")
    var team: String?

    @Flag(help: "Answer in JSON; --json=FIELD,FIELD gives only these fields.")
    var json = false

    // WordOrder turns --json=a,b into this.
    @Option(help: .hidden)
    var jsonFields: String?

    @Flag(help: "Answer in lines with a tab between columns, never cut short.")
    var plain = false

    @Flag(name: .shortAndLong, help: "Say only what was asked for.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say more, with the codes of errors.")
    var verbose = false

    @Option(help: "Colour: auto, always or never.")
    var color = Terminal.Colour.auto

    @Option(help: "How times are written: relative, local or iso.")
    var date = DateWriting.Form.relative

    @Flag(help: "Never page long answers.")
    var noPager = false

    @Flag(help: "Never ask anything.")
    var noInput = false

    @Flag(name: .shortAndLong, help: "Say yes to every question.")
    var yes = false

    @Flag(help: "Never touch the network.")
    var offline = false

    var wantsJSON: Bool { json || jsonFields != nil }

    /// The fields named by `--json=…`; none means all.
    var fields: [String] {
        (jsonFields ?? "").split(separator: ",").map(String.init)
    }

    func validate() throws {
        if wantsJSON && plain { throw ValidationError("Choose one of --json and --plain.") }
    }
}

extension Terminal.Colour: ExpressibleByArgument {}
extension DateWriting.Form: ExpressibleByArgument {}
