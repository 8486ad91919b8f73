import FoundationEssentials
import Glibc

/// Who types, as the system knows them: for the audit log.
enum Person {
    /// Whoever became another by `sudo` is named as themselves.
    static var here: String {
        if let name = ProcessInfo.processInfo.environment["SUDO_USER"], !name.isEmpty { return name }
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "user \(getuid())" }
        return String(cString: name)
    }
}
