import Glibc

/// What a verb finds when it sits down to work: what was asked for, where things lie, and what is before the person.
struct Desk {
    let options: Options
    /// Whether nothing may be written, here or elsewhere.
    let isRehearsal: Bool
    let environment: Environment
    let terminal: Terminal
    /// For answers.
    let out: Output
    /// For talk, progress and complaints.
    let talk: Output
    let dates: DateWriting
    let prompt: Prompt

    init(options: Options, isRehearsal: Bool = false, environment: Environment = .ofProcess) {
        self.options = options
        self.isRehearsal = isRehearsal
        self.environment = environment
        terminal = Terminal(colour: options.color, environment: environment)
        out = Output(descriptor: STDOUT_FILENO, hasColour: terminal.hasColour && !options.plain)
        talk = Output(
            descriptor: STDERR_FILENO,
            hasColour: Terminal.hasColour(options.color, isTerminal: terminal.talks, environment: environment))
        dates = DateWriting(now: Desk.milliseconds, zone: .here, form: options.date)
        let mayAsk = terminal.asks && !options.noInput && environment["FIELDNOTES_NO_INPUT"] == nil
        prompt = Prompt(
            output: talk, columns: terminal.talkColumns, isAllowed: mayAsk, isAgreed: options.yes)
    }

    /// This moment, in milliseconds since 1970.
    static var milliseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }

    func places() throws -> Places {
        try Places(directory: options.directory, team: options.team, environment: environment)
    }

    func drafts() throws -> Drafts {
        Drafts(directory: try places().drafts)
    }

    func editor() -> Editor {
        Editor(environment: environment)
    }

    /// A date typed by the person, in milliseconds since 1970. One in figures is told in words, for elsewhere the month
    /// stands first in it.
    func date(_ text: String) throws -> Int64 {
        let moment = try DateReading(now: dates.now, zone: dates.zone).moment(text)
        if text.contains("/"), !options.wantsJSON { try say(Line("→ \(dates.long(moment))")) }
        return moment
    }

    /// A bar for a long act, seen only where somebody looks.
    func progress(_ what: String) -> Progress {
        Progress(what, on: terminal.talks && !options.quiet ? talk : nil)
    }

    /// Says something beside the answer; `-q` leaves it out.
    func say(_ lines: Line...) throws {
        if !options.quiet { try talk.write(lines.flatMap { $0.wrapped(to: terminal.talkColumns) }) }
    }
}
