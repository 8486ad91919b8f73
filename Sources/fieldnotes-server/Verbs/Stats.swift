import ArgumentParser
import SyncServer

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how large the teams are, what stands open in them, and who was here when.")

    @Argument(help: "One team; all where it is left out.")
    var team: String?
    @OptionGroup var data: StoreOption
    @OptionGroup var json: JSONOption

    func run() throws {
        guard case .standings(let teams) = try data.ask(.standings(team: team)) else { return }
        if json.isWanted { return Output.answer("stats", teams.map(StatsAnswer.init)) }
        for team in teams { for line in lines(of: team) { Output.say(line) } }
        guard let bytes = teams.first?.storeBytes else { return }
        Output.say("On the disk, all teams together: \(Count.megabytes(bytes))")
    }

    private func lines(of team: TeamStanding) -> [String] {
        let report = team.report
        let contacts = team.devices.map { "  \($0.device) (\($0.member)): \(Time.day($0.seen, or: "never"))" }
        let conflicts = Count.of(team.openConflicts, "open conflict")
        return [
            "\(report.team)\(team.archived.map { ", archived since \(Time.day($0))" } ?? "")",
            "  \(Count.of(report.members, "member")), \(Count.of(report.devices, "device"))",
            "  \(Count.of(team.notes, "note")), \(Count.of(report.records, "record")) from "
                + "\(Count.of(report.changes, "change")), digest \(report.spokenDigest)",
            "  \(conflicts)\(team.oldestConflict.map { ", the oldest since \(Time.day($0))" } ?? "")",
            "  oldest program: \(team.devices.oldestProgram ?? "not known")", "  last contact:",
        ] + contacts.map { "  \($0)" }
    }
}

/// A team's standing as scripts read it.
private struct StatsAnswer: Encodable {
    let team: String
    let members: Int
    let devices: Int
    let notes: Int
    let records: Int
    let changes: Int
    let head: UInt64
    let digest: String
    let archived: String?
    let openConflicts: Int
    let oldestConflict: String?
    let oldestProgram: String?
    let contacts: [DeviceAnswer]
    let storeBytes: Int64

    init(_ standing: TeamStanding) {
        let report = standing.report
        (team, members, devices) = (report.team, report.members, report.devices)
        (notes, records, changes) = (standing.notes, report.records, report.changes)
        (head, digest) = (report.head, report.digest)
        archived = standing.archived.map(Time.text)
        openConflicts = standing.openConflicts
        oldestConflict = standing.oldestConflict.map(Time.text)
        oldestProgram = standing.devices.oldestProgram
        contacts = standing.devices.map(DeviceAnswer.init)
        storeBytes = standing.storeBytes
    }
}

extension [DeviceStanding] {
    /// By the numbers of their versions; nil where no device has told one.
    fileprivate var oldestProgram: String? {
        compactMap(\.program).min { left, right in
            let numbers = [left, right].map { program in
                program.split(separator: "/").last?.split(separator: ".").compactMap { Int($0) } ?? []
            }
            return numbers[0].lexicographicallyPrecedes(numbers[1])
        }
    }
}
