extension Desk {
    /// Prints an answer in the form that was asked for.
    func deliver(_ answer: Answer) throws {
        if answer.isDelivered {
            // Nothing is left to print but warnings.
        } else if options.wantsJSON {
            try out.write(try answer.envelope(fields: options.fields).bytes + [UInt8(ascii: "\n")])
        } else if !(options.quiet && answer.isReport) {
            try options.plain ? out.write(answer.plainBytes) : show(answer.lines(terminal.columns))
        }
        // In JSON they stand in the envelope, if there is one.
        if options.wantsJSON && !answer.isDelivered { return }
        for warning in answer.warnings { try complain(warning) }
    }

    /// Tells on standard error what went wrong.
    func complain(_ complaint: Complaint) throws {
        if options.wantsJSON {
            try talk.write(complaint.json.bytes + [UInt8(ascii: "\n")])
        } else {
            try talk.write(complaint.lines(columns: terminal.talkColumns))
            if options.verbose { try talk.write([Line("(\(complaint.code))", .faint)]) }
        }
    }

    private func show(_ lines: [Line]) throws {
        let bytes = Output.bytes(of: lines, inColour: out.hasColour)
        let isTall = terminal.rows.map { lines.count >= $0 } ?? false
        let isWanted = isTall && !options.noPager
        if let pager = Pager(terminal: terminal, environment: environment, isWanted: isWanted), try pager.show(bytes) {
            return
        }
        try out.write(bytes)
    }
}
