import FoundationEssentials

/// What `serve` was told, and where. A flag goes before the environment, and that before the file.
struct Told {
    private let flags: [Setting: String]
    private let environment: [String: String]
    private let file: [Setting: String]
    private let path: String

    /// - Parameter path: the file, where there is one.
    /// - Throws: ``Complaint`` where the file cannot be read, or says something else than settings.
    init(flags: [Setting: String?], environment: [String: String], file path: String?) throws {
        self.flags = flags.compactMapValues { $0 }
        self.environment = environment
        self.path = path ?? ""
        file = try path.map(Told.read) ?? [:]
    }

    /// The words for `setting`; those that hold where nothing was said, if there are any.
    subscript(setting: Setting) -> String? {
        flags[setting] ?? environment[setting.variable] ?? file[setting] ?? setting.standard
    }

    /// Where `setting` was told, for whoever has to mend it.
    func place(of setting: Setting) -> String {
        if flags[setting] != nil { return setting.flag }
        if environment[setting.variable] != nil { return setting.variable }
        return "\(setting.rawValue) in \(path)"
    }

    /// Lines of `NAME = VALUE`; empty ones, and those that begin with `#`, say nothing.
    private static func read(_ path: String) throws -> [Setting: String] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Complaint(.file, code: "file", "The configuration \(path) cannot be read.")
        }
        var settings: [Setting: String] = [:]
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() {
            guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else { continue }
            let halves = line.split(separator: "=", maxSplits: 1).map { $0.trimmed }
            guard halves.count == 2, let setting = Setting(rawValue: halves[0]), settings[setting] == nil else {
                throw Complaint(
                    .usage, code: "usage",
                    "Line \(place + 1) of \(path) is no setting of serve, or the second of its name.")
            }
            settings[setting] = halves[1]
        }
        return settings
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
