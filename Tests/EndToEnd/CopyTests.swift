import Foundation
import Testing

/// A replica's folder copied, as by a backup or a new machine, lives on as two.
@Suite struct CopyTests {
    private func copy(of laptop: Laptop) throws -> Laptop {
        let copy = try Laptop()
        try FileManager.default.copyItem(atPath: laptop.notes, toPath: copy.notes)
        return copy
    }

    @Test(arguments: [true, false])
    func `both lives of a copied replica keep their words, with no error and no step by hand`(withUnsent: Bool) throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("First words.")
        try sam.run("sync")
        let unsent = withUnsent ? try sam.add("Written before the copy.") : nil
        let twin = try copy(of: sam)
        try sam.run("edit", note, "-m", "Words of the one.")
        try twin.run("edit", note, "-m", "Words of the other.")
        let (one, other) = (try sam.add("Note of the one."), try twin.add("Note of the other."))
        try team.meet(sam, twin, priya)

        for laptop in [sam, twin, priya] {
            let sides = try laptop.ask("conflicts", expecting: 3).list.first { $0.note.text == note }?.fields[0]
                .siblings
            #expect(Set(sides?.list.compactMap(\.value.text) ?? []) == ["Words of the one.", "Words of the other."])
            #expect(try laptop.body(one) == "Note of the one.")
            #expect(try laptop.body(other) == "Note of the other.")
            if let unsent { #expect(try laptop.body(unsent) == "Written before the copy.") }
        }
        #expect(try sam.digest() == twin.digest())
        #expect(try sam.digest() == priya.digest())
    }

    @Test func `an older copy that is put back catches up and keeps what was written on it`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("First words.")
        try sam.run("sync")
        let old = try copy(of: sam)
        try sam.run("edit", note, "-m", "Second words.")
        try sam.run("sync")
        let late = try old.add("Written on the old copy.")
        try team.meet(old, priya)
        #expect(try old.body(note) == "Second words.")
        #expect(try priya.body(late) == "Written on the old copy.")
        #expect(try old.digest() == priya.digest())
    }
}
