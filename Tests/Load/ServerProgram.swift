import Foundation

/// The server's program in a process of its own, at an address that it keeps when it is started anew.
final class ServerProgram {
    private let place: [String]
    private let log: FileHandle
    private var process = Process()
    private(set) var address = "http://127.0.0.1:0"

    init(place: [String], log: String) throws {
        self.place = place
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        self.log = try FileHandle(forWritingTo: URL(filePath: log))
        try begin()
    }

    func begin() throws {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "fieldnotes-server")
        process.arguments =
            ["serve", "--listen", String(address.dropFirst("http://".count)), "--device-rate", "1000000"] + place
        process.standardOutput = output
        process.standardError = log
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let told = line.split(whereSeparator: \.isWhitespace).last, told.hasPrefix("http://") else {
            throw LoadFailure(what: "the server did not begin")
        }
        address = String(told)
        self.process = process
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
    }

    /// The memory that it holds now, in megabytes of 1,024 × 1,024.
    var megabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
        return (kilobytes ?? .nan) / 1_024
    }

    var port: UInt16 { address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }
}

/// Why there is no figure.
struct LoadFailure: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
}
