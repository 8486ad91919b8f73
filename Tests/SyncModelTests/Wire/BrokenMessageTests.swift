import SyncModel
import Testing

/// Messages that were cut, altered or come from another version are never taken for whole ones.
@Suite struct BrokenMessageTests {
    @Test func `a message that was cut short is no message, wherever it was cut`() {
        var seed = Seed(7)
        let lines = seed.response().lines
        for length in 0..<lines.count {
            #expect(throws: MalformedJSON.self) { try SyncResponse(lines: Array(lines[..<length])) }
        }
    }

    @Test func `a message without one of its lines is no message`() throws {
        var seed = Seed(11)
        let lines = seed.request().lines.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > 3)
        for place in lines.indices {
            var rest = lines
            rest.remove(at: place)
            let bytes = rest.flatMap { $0 + [UInt8(ascii: "\n")] }
            #expect(throws: MalformedJSON.self) { try SyncRequest(lines: bytes) }
        }
    }

    @Test func `whatever bit is turned over, a message is read or refused`() {
        var read = 0
        for number in 0..<Effort.histories(3_000) {
            var seed = Seed(number % 50)
            var bytes = number.isMultiple(of: 2) ? seed.request().lines : seed.response().lines
            var dice = Seed(number)
            for _ in 0...dice.below(3) { bytes[dice.below(bytes.count)] ^= 1 << UInt8(dice.below(8)) }
            if number.isMultiple(of: 2) {
                guard let request = try? SyncRequest(lines: bytes) else { continue }
                #expect((try? SyncRequest(lines: request.lines)) == request, "seed \(number)")
            } else {
                guard let response = try? SyncResponse(lines: bytes) else { continue }
                #expect((try? SyncResponse(lines: response.lines)) == response, "seed \(number)")
            }
            read += 1
        }
        #expect(read > 0)
    }

    @Test func `another version of the protocol is named as the problem`() {
        let lines = SyncRequest(replica: replica(1), cursor: nil).lines
        let text = String(decoding: lines, as: UTF8.self).replacing("\"protocol\":1", with: "\"protocol\":2")
        let problem = #expect(throws: Problem.self) { try SyncRequest(lines: Array(text.utf8)) }
        #expect(problem?.code == .protocolUnknown)
        #expect(problem?.protocols == [protocolNumber])
    }

    @Test(arguments: [
        #""fields":{"kind":[]}"#, #""fields":{"kind":[[1,2]]}"#, #""fields":{"kind":[[0,1],[0,2]]}"#,
        #""fields":{},"replaced":{"kind":[["0000000000000001:1",[]]]}"#,
        #""fields":{"kind":[[0,1]]},"context":{}"#,
    ])
    func `a state that no one can have is refused`(members: String) {
        let origins = #""origins":[["0000000000000001:1","0000000000000001","P","D"]]"#
        let context = members.contains("context") ? "" : #""context":{"0000000000000001":1},"#
        #expect(throws: MalformedJSON.self) { try RecordState(json: Array("{\(context)\(origins),\(members)}".utf8)) }
    }
}
