import FoundationEssentials

extension Catalogue {
    /// The catalogue that comes with the program, decoded at its first use: most commands need it, but not all.
    public static let bundled: Catalogue = {
        do {
            return try JSONDecoder().decode(Catalogue.self, from: Data(PackageResources.catalogue_json))
        } catch {
            // It was built in, so nobody who runs the program can mend it.
            preconditionFailure("the bundled catalogue does not decode: \(error)")
        }
    }()
}
