extension JSONWriter {
    /// Sums as an object: each bucket that holds something by its number in two digits.
    mutating func sums(_ sums: BucketSums) {
        object { writer in
            for (number, sum) in sums.sums.enumerated() where sum != Digest() {
                writer.key(Hex.text(of: [UInt8(number)]))
                writer.string(sum.description)
            }
        }
    }

    mutating func bucket(_ bucket: HeldBucket) {
        object { writer in
            writer.key("number")
            writer.string(Hex.text(of: [bucket.number]))
            writer.key("records")
            writer.array { writer in
                for held in bucket.records { writer.held(held) }
            }
        }
    }

    private mutating func held(_ held: HeldRecord) {
        array { writer in
            writer.string(held.id.collection)
            writer.string(held.id.key)
            writer.string(held.hash.description)
        }
    }
}

extension JSONReader {
    mutating func sums() throws -> BucketSums {
        var sums = BucketSums()
        try object { reader, name in sums[try reader.bucketNumber(name)] = try reader.digest() }
        return sums
    }

    mutating func bucket() throws -> HeldBucket {
        var number: UInt8?
        var records: [HeldRecord] = []
        try object { reader, name in
            switch name {
            case "number": number = try reader.bucketNumber(reader.string())
            case "records": try reader.array { records.append(try $0.held()) }
            default: try reader.skip()
            }
        }
        guard let number else { throw malformed("a bucket lacks its number") }
        return HeldBucket(number: number, records: records)
    }

    private mutating func held() throws -> HeldRecord {
        var parts: [String] = []
        try array { parts.append(try $0.string()) }
        guard parts.count == 3, let id = RecordID(collection: parts[0], key: parts[1]), let hash = Digest(parts[2])
        else { throw malformed("a record's collection, key and hash are expected") }
        return HeldRecord(id: id, hash: hash)
    }

    private func bucketNumber(_ digits: String) throws -> UInt8 {
        guard let bytes = Hex.bytes(digits.utf8), bytes.count == 1 else { throw malformed("\(digits) is no bucket") }
        return bytes[0]
    }

    mutating func digest() throws -> Digest {
        try named("digest") { digits in
            digits.count == 2 * Digest.byteCount ? Hex.bytes(digits).flatMap { Digest($0) } : nil
        }
    }
}
