import Foundation

/// Where rows go: to standard output, and to a file that collects them. Each bears the time, the machine's load and what a
/// durable write cost just then, for a shared disk moves by a factor of 20.
struct Report {
    private let file: String?

    init(_ file: String?) {
        self.file = file
    }

    func tell(_ row: Row, in scratch: Scratch) throws {
        var row = row
        row["fsync_ms"] = try Disk.probe(in: scratch.path)
        row["t"] = Int(Date.now.timeIntervalSince1970)
        var load = [0.0]
        getloadavg(&load, 1)
        row["load1"] = load[0]
        let line = Data((row.line + "\n").utf8)
        try FileHandle.standardOutput.write(contentsOf: line)
        guard let file else { return }
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard descriptor >= 0 else { throw Failure("\(file) cannot be written") }
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: line)
    }
}
