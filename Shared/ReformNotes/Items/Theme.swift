/// The chapter under which an item is found.
public enum Theme: String, Codable, CaseIterable, Hashable, Sendable {
    case funding
    case workforce
    case familyHelp = "family-help"
    case childProtection = "child-protection"
    case independentOversight = "independent-oversight"
    case familyNetworks = "family-networks"
    case carePlacements = "care-placements"
    case careExperience = "care-experience"
    case nationalFramework = "national-framework"
}
