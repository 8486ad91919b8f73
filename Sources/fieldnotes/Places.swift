import Glibc

/// Where things lie on this device: all in one directory that was named, else where the XDG directories say.
struct Places: Equatable {
    /// The folder of the replica, in which its lock for writing lies, too.
    let replica: String
    let token: String
    /// Whom to take for the server, where that was said on joining.
    let authorities: String
    let pins: String
    let drafts: String
    let log: String
    /// Which notes were last spoken of.
    let recollection: String

    /// What was named: `-C DIR`, else `FIELDNOTES_DIR`, else a team by `--team` or `FIELDNOTES_TEAM`, else the only team that
    /// lies here, else `local`. Throws `Complaint.several` where the choice is the person's, and `badTeam`.
    init(directory: String?, team: String?, environment: Environment, teams: (String) -> [String] = Places.folders)
        throws
    {
        if let directory = directory ?? environment["FIELDNOTES_DIR"] {
            self.init(data: directory, state: directory)
            return
        }
        let home = environment["HOME"] ?? "."
        let data = (environment["XDG_DATA_HOME"] ?? "\(home)/.local/share") + "/fieldnotes"
        let state = (environment["XDG_STATE_HOME"] ?? "\(home)/.local/state") + "/fieldnotes"
        let team = try team ?? environment["FIELDNOTES_TEAM"] ?? Places.onlyTeam(of: teams(data))
        // A name with a slash, or with dots in front, would lead out of the folder.
        guard !team.utf8.contains(UInt8(ascii: "/")), !team.hasPrefix(".") else { throw Complaint.badTeam(team) }
        self.init(data: "\(data)/\(team)", state: state)
    }

    /// Where a team whose name is not known yet would lie.
    static let joiningTeam = "local"

    private init(data: String, state: String) {
        replica = data
        token = "\(data)/token"
        authorities = "\(data)/authorities.pem"
        pins = "\(data)/pins"
        drafts = "\(state)/drafts"
        log = "\(state)/log"
        recollection = "\(data)/recent"
    }

    private static func onlyTeam(of teams: [String]) throws -> String {
        guard teams.count < 2 else { throw Complaint.several(teams: teams) }
        return teams.first ?? "local"
    }

    /// The names of the folders in a folder, in order; none if there is no such folder.
    static func folders(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var facts = stat()
            guard !name.hasPrefix("."), stat("\(path)/\(name)", &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
                continue
            }
            names.append(name)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
