import Foundation
import Testing

@testable import SyncModel

/// What the second implementation made of each case, this one makes of it too, to the byte.
@Suite struct GoldenTests {
    @Test func `a change is applied alike`() throws {
        for (place, golden) in try cases("apply", atLeast: 60) {
            var state = try golden.state("state")
            let acceptance = Acceptance(
                received: golden.number("received"), revision: UInt64(golden.number("revision")))
            state.apply(try golden.change("change"), acceptance: acceptance, history: try golden.history())
            #expect(String(decoding: state.json, as: UTF8.self) == golden.expected as? String, "case \(place)")
        }
    }

    @Test func `states are joined alike`() throws {
        for (place, golden) in try cases("join", atLeast: 60) {
            let joined = try golden.state("left").joined(with: try golden.state("right"), history: try golden.history())
            #expect(String(decoding: joined.json, as: UTF8.self) == golden.expected as? String, "case \(place)")
        }
    }

    @Test func `texts are merged alike`() throws {
        for (place, golden) in try cases("merge", atLeast: 60) {
            let sides = ["base", "first", "second"].map { Array(golden.text($0).utf8) }
            let merged = ThreeWayMerge.merged(base: sides[0], first: sides[1], second: sides[2])
            #expect(merged.map { String(decoding: $0, as: UTF8.self) } == golden.expected as? String, "case \(place)")
        }
    }

    @Test func `changes are judged alike`() throws {
        for (place, golden) in try cases("judge", atLeast: 60) {
            let change = try golden.change("change")
            let known = Digest(golden.text("remembered"))
            let refusal = Refusal(.invalid, "")
            let judge = Judge(
                change: change, hash: Digest.sha256(change.canonicalBytes),
                remembered: known.map {
                    Remembered(hash: $0, refusal: golden.flag("rememberedRefused") ? refusal : nil)
                },
                refusal: golden.flag("refusal") ? refusal : nil, context: try golden.context("context"),
                offered: try golden.context("offered"), now: golden.number("now"))
            #expect(judge.verdict.name == golden.expected as? String, "case \(place)")
        }
    }

    @Test func `bytes are hashed alike`() throws {
        for (place, golden) in try cases("hash", atLeast: 20) {
            let change = try golden.change("change")
            let state = try golden.state("state").canonicalBytes(of: change.record)
            let ours = [
                "change": Hex.text(of: change.canonicalBytes), "state": Hex.text(of: state),
                "changeHash": Digest.sha256(change.canonicalBytes).description,
                "stateHash": Digest.sha256(state).description,
            ]
            #expect(ours == golden.expected as? [String: String], "case \(place)")
        }
    }

    @Test func `elements and stamps are named alike`() throws {
        for (place, golden) in try cases("element", atLeast: 10) {
            let key = try FieldKey(element: golden.text("name"), of: golden.text("set")).orThrow()
            #expect(key.text == golden.expected as? String, "case \(place)")
            #expect(key.element.map { Array($0.name.utf8) } == Array(golden.text("name").utf8), "case \(place)")
        }
        for (place, golden) in try cases("stamp", atLeast: 20) {
            let stamp = Stamp.bind(
                edited: golden.number("edited"), now: golden.number("now"),
                replacing: golden.texts("replaced").compactMap(Stamp.init))
            #expect(stamp.description == golden.expected as? String, "case \(place)")
        }
    }

    private func cases(_ kind: String, atLeast least: Int) throws -> [(Int, GoldenCase)] {
        let cases = GoldenCase.all(kind)
        #expect(cases.count >= least)
        return Array(cases.enumerated())
    }
}
