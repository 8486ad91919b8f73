/// One line for a person: stretches of text, each in one style.
///
/// Only its rendering writes escape codes of its own; the text in it was made inert when it came in.
struct Line: Equatable {
    private(set) var spans: [Span]

    init(_ spans: [Span]) {
        self.spans = spans.filter { !$0.text.isEmpty }
    }

    init(_ text: String, _ style: Style = .plain) {
        self.init([Span(text, style)])
    }

    init(_ span: Span) {
        self.init([span])
    }

    /// A text of several lines, each on its own.
    static func each(of text: String) -> [Line] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map {
            Line(String($0))
        }
    }

    /// The same to the byte, but for what would steer a terminal: tabs stay, and the break of another system shows itself.
    static func verbatim(_ text: String) -> [Line] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            Line([Span(verbatim: String(Substring($0)))])
        }
    }

    var text: String { spans.map(\.text).joined() }
    var width: Int { spans.reduce(0) { $0 + Width.of($1.text) } }

    static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }

    /// With spaces at its end until it is `columns` wide.
    func padded(to columns: Int) -> Line {
        self + Line(String(repeating: " ", count: max(0, columns - width)))
    }

    /// As it is sent to a terminal, or to a file without any colour.
    func rendered(inColour: Bool) -> String {
        spans.map { $0.rendered(inColour: inColour) }.joined()
    }
}

extension Line: ExpressibleByStringInterpolation {
    init(stringLiteral text: String) {
        self.init(text)
    }
}

/// A stretch of text in one style.
struct Span: Equatable {
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = Inert.line(text)
        self.style = style
    }

    /// One line of somebody's text as it is, its tabs too.
    init(verbatim text: String) {
        self.text = Inert.text(text)
        style = .plain
    }

    func rendered(inColour: Bool) -> String {
        guard inColour, let code = style.code else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

/// How text stands out. A word or a mark always says the same as the colour, for not everybody sees it.
enum Style: Sendable {
    case plain, bold, faint, good, bad, notable

    /// The terminal's code for it; the basic colours only, which people set for themselves.
    var code: String? {
        switch self {
        case .plain: nil
        case .bold: "1"
        case .faint: "2"
        case .good: "32"
        case .bad: "31"
        case .notable: "33"
        }
    }
}
