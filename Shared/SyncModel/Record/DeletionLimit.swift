/// How many records may be deleted in one go before a person is asked for the number.
///
/// A deletion hides a record from the whole team. One made by mistake is soon restored; most of a team's work gone at once,
/// through a program that lost its way or somebody who means harm, must not happen in silence. Both sides keep to this: the
/// replica knows all that waits to be sent, and the server trusts no replica to have asked.
public enum DeletionLimit {
    /// So few need no leave, however little the team has written.
    private static let few = 20

    /// Whether `count` records may go unasked where the team saw `visible` before: no more than a quarter of them.
    public static func allows(_ count: Int, of visible: Int) -> Bool { count <= max(few, visible / 4) }
}

extension FieldMap<Assignment> {
    /// Whether these withdraw their record, or bring it back; nil where they say nothing of it.
    public var deletes: Bool? { self[.deleted].map { Deletion($0.value) != nil } }
}
