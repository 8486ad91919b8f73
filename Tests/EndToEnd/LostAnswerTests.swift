import Testing

/// Answers that get lost on the way, in whole or in part.
@Suite struct LostAnswerTests {
    /// - Returns: two people, of whom Sam reaches the server through the proxy.
    private func joined() throws -> (team: Team, proxy: Proxy, sam: Laptop, priya: Laptop) {
        let team = try Team()
        let proxy = try Proxy(to: team.server.address)
        return (team, proxy, try team.laptop(of: "Sam Okafor", at: proxy.address), try team.laptop(of: "Priya Nair"))
    }

    @Test(arguments: [0, 1, 40, 200, 400])
    func `a change whose answer was lost is applied once, and a part of an answer changes nothing`(bytes: Int) throws {
        let (team, proxy, sam, priya) = try joined()
        let note = try priya.add("Priya's words.")
        try priya.run("sync")
        let mine = try sam.add("Sam's words.")
        proxy.next(.cutReply(after: bytes))
        try sam.run("sync")
        #expect(proxy.isDone)
        try team.meet(sam, priya)
        #expect(try priya.exported().keys.sorted() == [note, mine].sorted())
        #expect(try priya.ask("log", mine).list.count == 1)
        #expect(try sam.digest() == priya.digest())
    }

    @Test func `while every answer is cut, notes stay waiting and what lies here stays as it was`() throws {
        let (team, proxy, sam, priya) = try joined()
        _ = try priya.add("Priya's words.")
        try priya.run("sync")
        let mine = try sam.add("Sam's words.")
        let digest = try sam.digest()
        proxy.always(.cutReply(after: 300))
        try sam.run("sync", "--timeout", "3s", expecting: 5)
        #expect(try sam.note(mine).sync.text == "waiting")
        #expect(try sam.exported().count == 1)
        #expect(try sam.digest() == digest)
        proxy.doNoHarm()
        try team.meet(sam, priya)
        #expect(try sam.exported().count == 2)
        #expect(try sam.digest() == priya.digest())
    }

    @Test func `requests that arrive again after later edits change nothing`() throws {
        let (team, proxy, sam, priya) = try joined()
        let note = try sam.add("First words.")
        try sam.run("sync")
        try sam.run("edit", note, "-m", "Second words.")
        try team.meet(sam, priya)
        try priya.run("edit", note, "-m", "Third words.")
        try team.meet(priya, sam)
        let digest = try sam.digest()
        try proxy.askAgain()
        try team.meet(sam, priya)
        for laptop in [sam, priya] {
            #expect(try laptop.body(note) == "Third words.")
            #expect(try laptop.digest() == digest)
        }
    }

    @Test func `an invitation whose answer was lost lets the same device in, and no other`() throws {
        let team = try Team()
        let proxy = try Proxy(to: team.server.address)
        let invitation = try team.invitation(for: "Sam Okafor", at: proxy.address)
        let sam = try Laptop(alone: "Sam Okafor")
        proxy.always(.cutReply(after: 0))
        try sam.run("connect", invitation, expecting: 5)
        proxy.doNoHarm()
        try sam.run("connect", invitation)
        try sam.run("sync")
        try Laptop(alone: "Sam Okafor").run("connect", invitation, expecting: 4)
    }

    @Test func `one refused change stops no other`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let first = try sam.add("Before.")
        // Every character of it takes six bytes on the way, which makes it too large for the server but not for a note.
        let file = try sam.folder.file("large", [UInt8](repeating: 1, count: 60_000))
        let large = try #require(sam.ask("add", "iro", "-F", file).id.text)
        let last = try sam.add("After.")
        try sam.run("sync", expecting: 10)
        #expect(try sam.note(large).sync.text == "refused")
        #expect(try sam.note(large).body.text?.utf8.count == 60_000)
        try priya.run("sync")
        #expect(try priya.exported().keys.sorted() == [first, last].sorted())
    }
}
