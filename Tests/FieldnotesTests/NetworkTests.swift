import SyncClient
import SyncModel
import Testing

@testable import fieldnotes

/// What a server says, or does not say, becomes the exit code and the sentence that were agreed.
@Suite struct NetworkTests {
    private let with = Correspondence(host: "notes.example", team: "north-shire", unsent: 2)

    @Test(arguments: [
        (UpstreamError.unreachable("no route", isConnected: false), Exit.noConnection, "offline"),
        (.untrusted("expired", ended: nil), .noConnection, "certificate"),
        (.malformed("a sign-in page"), .noConnection, "not-understood"),
        (.busy(retryAfterSeconds: nil, nil), .noConnection, "server-busy"),
        (.refused(Problem(.revoked, "Gone.")), .noAccess, "revoked"),
        (.refused(Problem(.unauthorized, "Who?")), .noAccess, "not-recognised"),
        (.refused(Problem(.invitationInvalid, "Used.")), .noAccess, "invite-used"),
        (.refused(Problem(.protocolUnknown, "Old.", protocols: [0])), .version, "server-too-old"),
        (.refused(Problem(.protocolUnknown, "New.", protocols: [7, 8])), .version, "client-too-old"),
        (.refused(Problem(.tooLarge, "Too large.")), .refused, "request-refused"),
    ])
    func `every answer of a server has its complaint`(_ error: UpstreamError, _ exit: Exit, _ code: String) {
        let complaint = Complaint(about: error, with)
        #expect(complaint.exit == exit)
        #expect(complaint.code == code)
    }

    @Test func `what ended is told with its day`() {
        // 22 February 2023, at noon.
        let ended: Int64 = 1_677_067_200_000
        func message(_ error: UpstreamError) -> String { Complaint(about: error, with).message }
        #expect(
            message(.refused(Problem(.invitationInvalid, "Late.", since: ended)))
                == "This invite has already been used or ran out on 22 February 2023. Nothing was changed.")
        #expect(
            message(.refused(Problem(.revoked, "Gone.", since: ended)))
                == "This device's access to north-shire was withdrawn on 22 February 2023. All your notes are still here, "
                + "2 of them unsent.")
        #expect(
            message(.untrusted("expired", ended: ended))
                == "notes.example's certificate ended on 22 February 2023, so nothing was sent.")
        #expect(
            message(.untrusted("unknown authority", ended: .max))
                == "notes.example's certificate cannot be trusted, so nothing was sent.")
    }

    @Test func `no connection tells how much waits, and that it is safe`() {
        let complaint = Complaint(about: .unreachable("", isConnected: false), with)
        #expect(complaint.message == "No connection to notes.example. Your 2 changes are safe on this device.")
    }

    @Test func `lengths of time are read with their unit`() throws {
        #expect(try TimeSpan.duration("30s") == .seconds(30))
        #expect(try TimeSpan.duration("5m") == .seconds(300))
        #expect(try TimeSpan.duration("1h") == .seconds(3_600))
        for wrong in ["", "0", "s", "1.5h", "-3", "99h", "5 m"] {
            #expect(throws: Complaint.self) { try TimeSpan.duration(wrong) }
        }
    }

    @Test func `names are trimmed, and neither empty nor active`() throws {
        #expect(try PersonName.author("  Sam Okafor ") == "Sam Okafor")
        for wrong in ["", "  ", "a\u{1B}[2J", String(repeating: "n", count: 257)] {
            #expect(throws: Complaint.self) { try PersonName.author(wrong) }
        }
    }

    @Test func `the folders that are missing on the way are told, the innermost first`() {
        #expect(Folder.missing(to: "/nowhere-here/a/b") == ["/nowhere-here/a/b", "/nowhere-here/a", "/nowhere-here"])
        #expect(Folder.nearest(to: "/nowhere-here/a/b") == "/")
        #expect(Folder.missing(to: "/").isEmpty)
    }
}
