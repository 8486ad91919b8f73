import Foundation
import Testing

/// The second implementation, which shares no code with this one, still agrees with the fixtures.
@Suite struct SecondImplementationTests {
    @Test func `a program written from the protocol's page agrees on every case`() throws {
        let output = Pipe()
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = ["python3", "second.py", "Fixtures"]
        python.currentDirectoryURL = GoldenCase.folder
        python.standardOutput = output
        try python.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        python.waitUntilExit()
        #expect(python.terminationStatus == 0)
        let agreed = said.split(separator: " ").compactMap { Int($0) }.first ?? 0
        #expect(agreed >= 200, "it said: \(said)")
    }
}
