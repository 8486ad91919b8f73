import Testing

@testable import fieldnotes

/// Every complaint keeps to the house style: it ends its sentences, and names what it tells to type as a whole command.
@Suite struct ComplaintTests {
    private static let all: [Complaint] = [
        .usage("Missing value", verb: "add"), .unknownVerb("itmes", closest: "items"), .brokenText(argument: 2),
        .unknownFields(["age"], known: ["id"]), .needsAnswer("Import 3 notes?"), .badDate("soon"), .badTeam("/"),
        .several(teams: ["a", "b"]), .offline(host: "h", unsent: 0), .offline(host: "h", unsent: 2),
        .revoked(team: "north-shire", on: "14 February 2023", unsent: 2), .inviteUsed(ranOut: nil), .notConnected,
        .keptOffline, .serverTooOld(speaks: 1, needs: 2, release: "2.0", unsent: 2),
        .clientTooOld(host: "h", needs: "2.1", this: "1.9"), .certificate(host: "h", ended: "4 February 2023"),
        .clockWrong(by: "3 days", behind: true, corrected: 2),
        .locked(command: "fieldnotes sync", process: 4121, started: "09:58"),
        .diskFull(place: "/home", freeMegabytes: 0, text: nil), .readOnly, .replicaTooNew, .damaged("page 812"),
        .replaced,
        .recoveryWaits(.offline(host: "h", unsent: 2), unsent: 2, unreadable: 1, rescued: "rescue.ndjson"),
        .recoveryWaits(.offline(host: "h", unsent: 0), unsent: 0, unreadable: 0, rescued: nil),
        .unreadable(changes: 1, keptIn: "replica.damaged-1"), .unknownOwner, .differed(1, isMended: true),
        .differed(2, isMended: false), .deletionsHeld(37, of: 40), .deletionsHeld(1, of: 1),
        .noReplica(at: "d"), .replicaExists(at: "d"), .unreadable(file: "f", reason: "it is gone"), .notText(file: "f"),
        .unwritable(file: "f", reason: "it is gone"), .unspoken(reason: "it is full"), .unexpected("it broke"),
        .unknownItem(
            "iros abolition", closest: [.init(id: "independent-reviewing-officers", alias: "iro")], search: "iros"),
        .ambiguousItem("pay", fitting: [.init(id: "a", alias: nil), .init(id: "b", alias: "b2")]), .unknownNote("zzzz"),
        .ambiguousNote("k7", fitting: ["k7f3 (IROs, today)", "k7qa (kinship care, 2 Feb 2023)"]),
        .conflict(["p2qd"], about: "you and Priya Nair changed the same paragraph"),
        .conflict(["p2qd", "k7f3"], about: nil),
        .resolvedElsewhere("p2qd", by: "Priya Nair", "at 10:01"),
        .refused(1, of: 3, note: "k7f3", reason: "is 71 KB, over the 64 KB limit"), .draftOpen("k7f3"),
        .draftUnclear(line: 2, "there is no field \"x\"", draft: "/d/k7f3.md", again: "fieldnotes edit k7f3"),
    ]

    @Test(arguments: all)
    func `a complaint is whole sentences and its commands are whole`(_ complaint: Complaint) {
        // A path at the end has no full stop, so that it can be copied.
        #expect(complaint.message.last.map { ".?!".contains($0) } == true || complaint.message.hasSuffix("/k7f3.md"))
        #expect(
            (complaint.next ?? ".").split(separator: "`", omittingEmptySubsequences: false).count.isMultiple(of: 2)
                == false)
        #expect(complaint.commands.allSatisfy { $0.hasPrefix("fieldnotes ") })
        #expect(complaint.code.allSatisfy { ("a"..."z").contains($0) || "-8".contains($0) })
    }

    @Test(arguments: all)
    func `a complaint names nothing that this build lacks`(_ complaint: Complaint) {
        let text = complaint.message + (complaint.next ?? "")
        for absent in [
            "--suspect", "undo", "fieldnotes web", "report", "share", "move", "demo",
        ] {
            #expect(!text.contains(absent))
        }
    }

    @Test func `the foreseen messages say what was agreed`() {
        #expect(
            Complaint.revoked(team: "north-shire", on: "14 February 2023", unsent: 2).message
                == "This device's access to north-shire was withdrawn on 14 February 2023. All your notes are still here, "
                + "2 of them unsent.")
        #expect(
            Complaint.locked(command: "fieldnotes sync", process: 4121, started: "09:58").message
                == "Another fieldnotes is using this replica (`fieldnotes sync`, process 4121, started 09:58).")
        #expect(
            Complaint.refused(1, of: 3, note: "k7f3", reason: "is 71 KB, over the 64 KB limit").message
                == "The server did not accept 1 of 3 changes: k7f3 is 71 KB, over the 64 KB limit. The other 2 were sent."
        )
        #expect(
            Complaint.clockWrong(by: "3 days", behind: true, corrected: 2).message
                == "Warning: this device's clock is 3 days behind the server's. Sync worked; the times of 2 changes were "
                + "corrected by the server's.")
    }
}
