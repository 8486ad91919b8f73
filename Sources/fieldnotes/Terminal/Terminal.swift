import Glibc

/// What the program may expect of the places it reads from and writes to.
struct Terminal: Equatable {
    /// Whether a person is at the other end of standard input, output and error.
    let asks: Bool
    let shows: Bool
    let talks: Bool
    /// How wide output may be; nil into a file or a pipe, where nothing is cut.
    let columns: Int?
    let rows: Int?
    let hasColour: Bool

    /// What `--color` says.
    enum Colour: String, CaseIterable, Sendable {
        case auto, always, never
    }

    init(colour: Colour, environment: Environment) {
        asks = isatty(STDIN_FILENO) == 1
        shows = isatty(STDOUT_FILENO) == 1
        talks = isatty(STDERR_FILENO) == 1
        hasColour = Terminal.hasColour(colour, isTerminal: shows, environment: environment)
        var size = winsize()
        let isKnown = shows && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        columns = shows ? (isKnown ? Int(size.ws_col) : environment["COLUMNS"].flatMap(Int.init) ?? 80) : nil
        rows = isKnown ? Int(size.ws_row) : nil
    }

    /// The person's word first, then what the environment asks for (no-color.org), then what can show it.
    static func hasColour(_ colour: Colour, isTerminal: Bool, environment: Environment) -> Bool {
        switch colour {
        case .always: true
        case .never: false
        case .auto: isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
        }
    }
}
