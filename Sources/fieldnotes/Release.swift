/// The release that this program belongs to.
enum Release {
    static let version = "1.0.0"
}
