import SyncClient
import SyncModel

/// An edit that the server did not take in, and why.
extension QuarantinedEdit {
    var json: JSON {
        [
            "code": .text(refusal.code.rawValue), "message": .text(refusal.message), "at": .time(refused),
            "fields": .object(edit.assigns.map { ($0.key.text, .encoded($0.content.value.json)) }),
        ]
    }
}
