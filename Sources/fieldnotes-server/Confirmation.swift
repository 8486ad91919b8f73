import ArgumentParser
import Glibc

/// How a verb that takes something away is agreed to: by typing the name of what it is about.
///
/// A person at a terminal is asked. A script that names it has said it already, as with every other word that it gives.
struct Confirmation: ParsableArguments {
    @Flag(name: [.customShort("n"), .long], help: "Only say what would be done.")
    var dryRun = false
    @Flag(name: [.customShort("y"), .long], help: "Do not ask.")
    var yes = false

    /// Returns where it is agreed to, or nothing will be done anyway.
    /// - Parameter deed: a sentence that says what will happen.
    func ask(_ deed: String, name: String) throws {
        guard !dryRun, !yes, isatty(STDIN_FILENO) == 1 else { return }
        Output.complain("\(deed) Type \(name) to go on:")
        guard readLine() == name else {
            throw Complaint(.failed, code: "declined", "That is another name. Nothing was changed.")
        }
    }
}
