import FoundationEssentials
import Logging

/// Writes the log to standard error, a line an event, as text or as JSON.
///
/// Only fields that are known to hold nothing of anybody's are written, whoever logs: a library's too.
struct LogLines: LogHandler {
    enum Form: String {
        case text, json
    }

    /// Routes are patterns, and errors are the store's and the system's, which name no note's words.
    static let fields = ["route", "status", "milliseconds", "code", "error", "ends"]

    let form: Form
    let write: @Sendable (String) -> Void
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.info

    init(_ form: Form, write: @escaping @Sendable (String) -> Void = Output.complain) {
        self.form = form
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let told = metadata.merging(event.metadata ?? [:]) { $1 }
        let known = LogLines.fields.compactMap { name in told[name].map { (name: name, value: "\($0)") } }
        switch form {
        case .text:
            let fields = known.map { " \($0.name)=\($0.value)" }.joined()
            write("\(Time.text(Time.now)) \(event.level) \(event.message)\(fields)")
        case .json:
            let head = ["time": Time.text(Time.now), "level": "\(event.level)", "message": "\(event.message)"]
            write(Output.json(head.merging(known.map { ($0.name, $0.value) }) { $1 }))
        }
    }
}
