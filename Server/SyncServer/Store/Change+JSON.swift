import SyncModel

extension Change {
    /// The change as it travels and as it is kept.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.change(self)
        return writer.bytes
    }

    init(json: [UInt8]) throws {
        self = try JSONReader.whole(json) { try $0.change() }
    }
}
