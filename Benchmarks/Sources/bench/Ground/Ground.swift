import Foundation

/// What the works are measured on: servers that hold so many notes, made when the first work asks for them.
final class Ground {
    let sizes: [Int]
    let notes: NoteLines
    let scratch: Scratch
    private let report: Report
    private var sites: [Int: (site: Site, writer: Device)] = [:]
    private var raws: [Int: RawTable.Figures] = [:]
    private var count = 0

    init(_ scratch: Scratch, notes: NoteLines, report: Report, sizes: [Int]) {
        self.scratch = scratch
        self.notes = notes
        self.report = report
        self.sizes = sizes
    }

    func tell(_ row: Row) throws { try report.tell(row, in: scratch) }

    /// The size that works of one size are measured at.
    var middle: Int { sizes.contains(10_000) ? 10_000 : sizes[0] }

    /// A file of notes.
    func file(of count: Int, from start: Int = 0) throws -> String {
        let file = "\(scratch.path)/notes-\(start)-\(count).ndjson"
        if !FileManager.default.fileExists(atPath: file) { try notes.write(count, from: start, to: file) }
        return file
    }

    /// A server without notes.
    func emptySite() throws -> Site {
        count += 1
        return try Site(in: "\(scratch.path)/site-\(count)")
    }

    /// The server that holds so many notes, and the device that wrote them.
    func site(holding notes: Int) throws -> (site: Site, writer: Device) {
        if let known = sites[notes] { return known }
        let site = try emptySite()
        let writer = try site.device()
        try writer.take(file(of: notes))
        try writer.fieldnotes("sync", "-q")
        sites[notes] = (site, writer)
        return (site, writer)
    }

    /// What SQLite alone needs for so many notes.
    func raw(_ notes: Int) throws -> RawTable.Figures {
        if let known = raws[notes] { return known }
        let figures = try RawTable.measure(file(of: notes), count: notes, in: scratch)
        raws[notes] = figures
        return figures
    }

    func clear() {
        for (_, (site, _)) in sites { try? site.stop() }
        scratch.clear()
    }
}
