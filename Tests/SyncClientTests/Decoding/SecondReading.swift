import Foundation
import SyncModel

/// JSON as our reader and Foundation's both understand it, so that one can be held against the other.
indirect enum SecondReading {
    case null
    case flag(Bool)
    case number(String)
    case text([UInt8])
    case list([SecondReading])
    case members([(name: String, value: SecondReading)])

    /// Where our reading of `bytes` differs from Foundation's; nil where it does not, or either refuses them.
    static func difference(in bytes: [UInt8]) -> String? {
        guard let ours = try? SecondReading(bytes),
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        else { return nil }
        return ours.difference(from: theirs)
    }

    /// One value, as our reader understands it.
    init(_ bytes: [UInt8]) throws {
        try JSONReader.check(bytes)
        switch bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) {
        case UInt8(ascii: "n"): self = .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .flag(try JSONReader.whole(bytes) { try $0.flag() })
        case UInt8(ascii: "\""): self = .text(try JSONReader.whole(bytes) { Array(try $0.string().utf8) })
        case UInt8(ascii: "["): self = .list(try SecondReading.elements(of: bytes))
        case UInt8(ascii: "{"): self = .members(try SecondReading.members(of: bytes))
        default: self = .number(String(decoding: bytes.filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self))
        }
    }

    private static func elements(of bytes: [UInt8]) throws -> [SecondReading] {
        var elements: [SecondReading] = []
        try JSONReader.whole(bytes) { reader in
            try reader.array { elements.append(try SecondReading(try $0.raw())) }
        }
        return elements
    }

    private static func members(of bytes: [UInt8]) throws -> [(name: String, value: SecondReading)] {
        var members: [(name: String, value: SecondReading)] = []
        try JSONReader.whole(bytes) { reader in
            try reader.object { reader, name in members.append((name, try SecondReading(try reader.raw()))) }
        }
        return members
    }

    func difference(from theirs: Any) -> String? {
        switch (self, theirs) {
        case (.null, is NSNull): return nil
        case (.flag(let flag), let number as NSNumber) where number.boolValue == flag: return nil
        case (.text(let text), let other as String) where Array(other.utf8) == text: return nil
        case (.number(let text), let number as NSNumber):
            // Only of whole numbers of a moderate size do both know all digits.
            guard text.utf8.count < 16, let whole = Int(text) else { return nil }
            return number.intValue == whole ? nil : "\(text) is \(number) to Foundation"
        case (.list(let list), let others as [Any]) where list.count == others.count:
            return zip(list, others).lazy.compactMap { $0.difference(from: $1) }.first
        case (.members(let members), let others as [String: Any]):
            return SecondReading.difference(between: members, others)
        default: return "\(self) is \(theirs) to Foundation"
        }
    }

    private static func difference(
        between members: [(name: String, value: SecondReading)], _ others: [String: Any]
    ) -> String? {
        // To Foundation, names that look alike are one; what it makes of those is its own affair.
        guard Set(members.map(\.name)).count == members.count else { return nil }
        guard members.count == others.count else { return "\(members.count) members are \(others.count) to Foundation" }
        return members.lazy.compactMap { member in
            others[member.name].map { member.value.difference(from: $0) } ?? "\(member.name) is not there to Foundation"
        }.first
    }
}
