import ArgumentParser
import Foundation

struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Measure the works.")

    @Option(help: "The works to measure, with commas between, as in W1,W3; all where none is said.")
    var work: String?

    @Option(help: "How many notes, with commas between.")
    var sizes = "1000,10000,100000"

    @Option(help: "A file of notes, one a line as `fieldnotes import` takes them; else notes are made up.")
    var notes: String?

    @Option(help: "The same seed makes up the same notes.")
    var seed: UInt64 = 20_260

    @Option(help: "A folder for the replicas and the server's data; it is emptied first and afterwards.")
    var scratch: String?

    @Option(help: "A file to which the lines are added, too.")
    var results: String?

    func run() throws {
        let ground = try Ground(
            Scratch(scratch), notes: NoteLines(file: notes, seed: seed), report: Report(results), sizes: asked())
        defer { ground.clear() }
        for work in try works() { try work.measure(on: ground) }
    }

    private func asked() throws -> [Int] {
        let sizes = sizes.split(separator: ",").compactMap { Int($0) }
        guard !sizes.isEmpty, sizes.allSatisfy({ $0 >= 100 }) else {
            throw ValidationError("--sizes names numbers of notes from 100 on, as in 1000,10000.")
        }
        return sizes.sorted()
    }

    private func works() throws -> [Work] {
        guard let work else { return Work.allCases }
        return try work.split(separator: ",").map { name in
            guard let work = Work(rawValue: String(name)) else {
                throw ValidationError("\(name) is none of \(Work.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            return work
        }
    }
}
