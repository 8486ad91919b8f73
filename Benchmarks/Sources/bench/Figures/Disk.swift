import Foundation

/// What the disk says.
enum Disk {
    /// The median of seven durable writes of 4 KiB, in milliseconds.
    static func probe(in folder: String) throws -> Double {
        let file = open("\(folder)/probe", O_CREAT | O_WRONLY, 0o600)
        guard file >= 0 else { throw Failure("a file cannot be made in \(folder)") }
        defer { close(file) }
        let page = [UInt8](repeating: 112, count: 4096)
        return Times(
            (0..<7).map { place in
                Clocks.milliseconds {
                    pwrite(file, page, page.count, off_t(place * page.count))
                    fdatasync(file)
                }
            }
        ).median
    }

    /// The bytes of all files in a folder.
    static func bytes(in folder: String) -> Int {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { $0 + bytes(of: "\(folder)/\($1)") }
    }

    static func bytes(of file: String) -> Int {
        var facts = stat()
        return stat(file, &facts) == 0 ? Int(facts.st_size) : 0
    }
}

/// Why there is no figure.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
