import Foundation
import Testing

/// `sync --watch`: changes travel while nobody types a command.
@Suite struct WatchTests {
    @Test func `a watch receives a colleague's change, sends local ones, and ends on an interrupt`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let watch = try sam.start("sync", "--watch")
        let theirs = try priya.add("From Priya.")
        try priya.run("sync")
        #expect(try Child.await(seconds: 20) { try sam.start("show", theirs).finish().code == 0 }, "nothing came")
        let mine = try sam.add("From Sam.")
        #expect(
            try Child.await(seconds: 20) {
                _ = try priya.start("sync", "--pull").finish()
                return try priya.start("show", mine).finish().code == 0
            }, "nothing was sent")
        #expect(watch.isRunning)
        watch.signal(SIGINT)
        #expect([0, 130].contains(try watch.finish(within: 10).code))
    }

    @Test func `a watch asks a busy server less and less often, and goes on when it answers`() throws {
        let team = try Team()
        let proxy = try Proxy(to: team.server.address)
        let (sam, priya) = (try team.laptop(of: "Sam Okafor", at: proxy.address), try team.laptop(of: "Priya Nair"))
        let theirs = try priya.add("From Priya.")
        try priya.run("sync")
        proxy.always(.busy(status: 503, headers: []))
        let before = proxy.harm
        let watch = try sam.start("sync", "--watch")
        // Asked after 0 s, 1 to 2 s, and 2 to 4 s more, and once for news of the team.
        usleep(6_000_000)
        #expect((2...5).contains(proxy.harm - before), "asked \(proxy.harm - before) times")
        #expect(String(decoding: watch.complained, as: UTF8.self).contains("cannot answer just now"))
        proxy.doNoHarm()
        #expect(try Child.await(seconds: 30) { try sam.start("show", theirs).finish().code == 0 }, "nothing came")
        watch.signal(SIGINT)
        #expect([0, 130].contains(try watch.finish(within: 10).code))
    }

    @Test func `a watch outlives its server's restart`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let watch = try sam.start("sync", "--watch")
        try team.server.kill()
        let mine = try sam.add("Written meanwhile.")
        try team.server.start()
        #expect(
            try Child.await(seconds: 30) {
                _ = try priya.start("sync", "--pull").finish()
                return try priya.start("show", mine).finish().code == 0
            }, "nothing was sent")
        #expect(watch.isRunning)
        watch.signal(SIGINT)
        #expect([0, 130].contains(try watch.finish(within: 10).code))
    }
}
