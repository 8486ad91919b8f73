import Foundation
import Testing

/// A disk of a few megabytes, or one that may only be read, which no process sees but those that are started by `entry`.
///
/// It lives in a mount namespace of its own, so that nothing of it is left, however the test ends.
final class SmallDisk {
    private let holder: Child
    let place: String

    /// Only the superuser may mount.
    static let isPossible: Bool = {
        let words = ["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"].map { Array($0.utf8) }
        return geteuid() == 0 && (try? Child("/usr/bin/unshare", words, environment: [:]).finish().code) == 0
    }()

    /// An empty disk of so many bytes at the folder `place`.
    convenience init(bytes: Int, at place: String) throws {
        try self.init("mount -t tmpfs -o size=\(bytes),mode=700 tmpfs '\(place)'", at: place)
    }

    /// What lies in the folder `place`, which may only be read.
    convenience init(readOnly place: String) throws {
        try self.init("mount --bind '\(place)' '\(place)' && mount -o remount,bind,ro '\(place)'", at: place)
    }

    private init(_ mounting: String, at place: String) throws {
        self.place = place
        let script = "\(mounting) && echo ready && sleep 600"
        holder = try Child(
            "/usr/bin/unshare", ["-m", "sh", "-c", script].map { Array($0.utf8) },
            environment: ["PATH": "/usr/bin:/bin"])
        let isReady = Child.await(seconds: 20) { !holder.said.isEmpty || !holder.isRunning }
        try #require(isReady && holder.isRunning, "\(String(decoding: holder.complained, as: UTF8.self))")
    }

    /// The words by which a program is started on it.
    var entry: [String] { ["/usr/bin/nsenter", "-t", "\(holder.pid)", "-m", "--"] }

    /// Runs a shell's script on it.
    @discardableResult func shell(_ script: String) throws -> Run {
        let words = Array(entry.dropFirst()) + ["/bin/sh", "-c", script]
        return try Child(
            entry[0], words.map { Array($0.utf8) }, environment: ["PATH": "/usr/bin:/bin"]
        ).finish()
    }

    /// Fills it but for so many bytes.
    func fill(butFor room: Int = 0) throws {
        try shell("dd if=/dev/zero of='\(place)/filler' bs=4096; truncate -s -\(room) '\(place)/filler'")
    }

    func clear() throws { try shell("rm -f '\(place)/filler'") }
}
