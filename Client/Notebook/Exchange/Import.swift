import ReformNotes
import SyncClient
import SyncModel

extension Notebook {
    /// Takes notes in from lines of JSON, all in one transaction or none of them.
    /// - Parameter nextLine: the next line without its line break; nil behind the last.
    /// - Parameter progress: told now and then how many lines are done.
    /// - Throws: ``ImportError``; what `nextLine` throws.
    public func importNotes(
        _ nextLine: () throws -> [UInt8]?, progress: (Int) -> Void = { _ in }
    ) throws -> ImportTally {
        try replica.write { writer in
            try eachLine(nextLine, progress, NoteImport(self, writer.reader)) { line, notes in
                try notes.take(line, writer)
            }
        }
    }

    /// Tells what ``importNotes(_:progress:)`` would do, and does nothing.
    public func importPreview(
        _ nextLine: () throws -> [UInt8]?, progress: (Int) -> Void = { _ in }
    ) throws -> ImportTally {
        try replica.read { reader in
            try eachLine(nextLine, progress, NoteImport(self, reader)) { line, notes in try notes.judge(line) }
        }
    }

    private func eachLine(
        _ nextLine: () throws -> [UInt8]?, _ progress: (Int) -> Void, _ start: NoteImport,
        _ take: (ImportLine, inout NoteImport) throws -> Void
    ) throws -> ImportTally {
        var notes = start
        var number = 0
        while let line = try nextLine() {
            number += 1
            if number.isMultiple(of: 256) { progress(number) }
            guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
            do {
                let parsed = try ImportLine(line.last == 0x0D ? Array(line.dropLast()) : line)
                if parsed.isForeign { notes.tally.skipped += 1 } else { try take(parsed, &notes) }
            } catch let error as MalformedJSON {
                throw ImportError(line: number, reason: "It is no JSON that can be read: \(error).")
            } catch let error as ImportProblem {
                throw ImportError(line: number, reason: error.description)
            } catch let error as UnknownFieldName {
                throw ImportError(line: number, reason: "\(error).")
            }
        }
        progress(number)
        return notes.tally
    }
}
