/// Asks the person at the terminal. Where nobody can answer, a question is a complaint and nothing is done.
struct Prompt {
    let output: Output
    /// How wide a question may be; nil where there is no terminal.
    let columns: Int?
    /// Whether a person is there and may be asked (`--no-input` forbids it).
    let isAllowed: Bool
    /// Whether every question for consent is answered by yes beforehand (`-y`).
    let isAgreed: Bool

    /// Asks a question that yes or no answers; no, unless yes was said.
    func agrees(_ question: String) throws -> Bool {
        if isAgreed { return true }
        let answer = try ask("\(question) [y/N]")
        return ["y", "yes"].contains(answer?.lowercased())
    }

    /// Shows `question` and reads one line; nil at the end of input. The spaces around the answer are taken off.
    func ask(_ question: String) throws -> String? {
        guard isAllowed else { throw Complaint.needsAnswer(question) }
        let lines = Line(question).wrapped(to: columns.map { $0 - 1 }).map { $0.rendered(inColour: output.hasColour) }
        try output.write(Array((lines.joined(separator: "\n") + " ").utf8))
        guard let line = readLine() else { return nil }
        let trimmed = line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        return String(trimmed)
    }

    /// Asks until the answer starts with the letter of one of `choices`; nil at the end of input.
    func choose(_ question: String, among choices: [Character]) throws -> Character? {
        // Somebody leaning on a key is not asked for ever.
        for _ in 0..<20 {
            guard let answer = try ask(question) else { return nil }
            if let first = answer.lowercased().first, choices.contains(first) { return first }
            let help = Line("Please answer with \(Sentence.choice(choices.map { String($0) })).")
            try output.write(help.wrapped(to: columns))
        }
        return nil
    }
}
