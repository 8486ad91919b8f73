extension Line {
    /// The line broken between words, each piece at most `columns` wide; further pieces are indented. A word that is wider by
    /// itself is broken, too. Nil never breaks.
    func wrapped(to columns: Int?, indent: Int = 0) -> [Line] {
        guard let columns, width > columns else { return [self] }
        // Narrower than this there is no reading; the terminal may then break as it likes.
        var wrapping = Wrapping(columns: max(columns, 10), indent: min(indent, columns / 2))
        for span in spans { wrapping.add(span) }
        return wrapping.finished()
    }
}

/// A line being broken: the pieces that are full, and the one being filled.
private struct Wrapping {
    let columns: Int
    let indent: Int
    private var full: [Line] = []
    private var current = Line("")
    /// The start of the word being read, which may go over from one span into the next.
    private var word = Line("")
    private var spaces = Line("")

    init(columns: Int, indent: Int) {
        self.columns = columns
        self.indent = indent
    }

    mutating func add(_ span: Span) {
        var rest = span.text[...]
        while let first = rest.first {
            let isSpace = first == " "
            let run = rest.prefix { ($0 == " ") == isSpace }
            rest = rest.dropFirst(run.count)
            if isSpace {
                place()
                spaces = spaces + Line(String(run), span.style)
            } else {
                word = word + Line(String(run), span.style)
            }
        }
    }

    mutating func finished() -> [Line] {
        place()
        return full + (current.spans.isEmpty ? [] : [current])
    }

    /// Puts the word that was read behind the current piece, or at the start of the next.
    private mutating func place() {
        guard !word.spans.isEmpty else { return }
        if current.width + spaces.width + word.width > columns, !isAtStart { next() }
        let isFirst = full.isEmpty && current.spans.isEmpty
        if !isAtStart || isFirst { current = current + spaces }
        for span in word.spans { placeBroken(span) }
        word = ""
        spaces = ""
    }

    private var isAtStart: Bool { current.width <= (full.isEmpty ? 0 : indent) }

    private mutating func placeBroken(_ span: Span) {
        var rest = span.text[...]
        while !rest.isEmpty {
            let piece = Width.start(of: rest, columns: columns - current.width)
            if piece.isEmpty {
                // A piece too narrow for one wide character takes it all the same, or this would never end.
                if isAtStart { break }
                next()
                continue
            }
            current = current + Line(piece, span.style)
            rest = rest.dropFirst(piece.count)
        }
        if !rest.isEmpty { current = current + Line(String(rest), span.style) }
    }

    private mutating func next() {
        full.append(current)
        current = Line(String(repeating: " ", count: indent))
    }
}
