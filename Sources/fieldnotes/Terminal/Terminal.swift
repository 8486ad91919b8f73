import Glibc

/// What the program may expect of the places it reads from and writes to.
struct Terminal: Equatable {
    /// Whether a person is at the other end of standard input, output and error.
    let asks: Bool
    let shows: Bool
    let talks: Bool
    /// How wide output may be; nil into a file or a pipe, where nothing is cut.
    let columns: Int?
    /// The same of what is said beside the answer.
    let talkColumns: Int?
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
        let (size, talkSize) = (Terminal.size(of: STDOUT_FILENO), Terminal.size(of: STDERR_FILENO))
        let usual = environment["COLUMNS"].flatMap(Int.init) ?? 80
        columns = shows ? size.map { Int($0.ws_col) } ?? usual : nil
        talkColumns = talks ? talkSize.map { Int($0.ws_col) } ?? usual : nil
        // Some tell how wide they are, and not how tall.
        rows = size.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil }
    }

    /// Nil where there is no terminal, or one that does not tell.
    private static func size(of descriptor: Int32) -> winsize? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return size
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
