import Testing

@testable import ReformNotes

/// Whatever the catalogue points at is there, and every name is one that can be typed.
@Suite struct CatalogueReferenceTests {
    let catalogue = Catalogue.bundled

    @Test func `no two items share an id or an alias`() {
        let names = catalogue.items.flatMap(\.names)
        #expect(Set(names).count == names.count)
    }

    @Test func `every name is lower-case ASCII with hyphens`() {
        let measures = catalogue.items.flatMap(\.measures).map(\.id)
        let others = catalogue.arguments.map(\.id) + catalogue.caveats.map(\.id)
        for name in catalogue.items.flatMap(\.names) + measures + others {
            #expect(name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }, "\(name)")
        }
    }

    @Test func `every item has an alias and the ids of its measures are its own`() {
        for item in catalogue.items {
            #expect(!item.aliases.isEmpty, "\(item.id)")
            #expect(Set(item.measures.map(\.id)).count == item.measures.count, "\(item.id)")
        }
    }

    @Test func `every argument, answer and caveat that is named exists`() {
        let arguments = Set(catalogue.arguments.map(\.id))
        let caveats = Set(catalogue.caveats.map(\.id))
        #expect(arguments.count == 16)
        #expect(arguments.isSuperset(of: catalogue.arguments.flatMap(\.answers)))
        #expect(Set(catalogue.items.flatMap(\.arguments)) == arguments)
        #expect(caveats.isSuperset(of: catalogue.items.flatMap(\.caveats)))
    }

    @Test func `every statement names a source that exists`() {
        let told =
            catalogue.items.map(\.source) + catalogue.arguments.map(\.source)
            + catalogue.items.flatMap { $0.positions.map(\.source) + $0.evidence.map(\.source) }
            + catalogue.timeline.map { $0.source ?? [] }
        for references in told {
            #expect(!references.isEmpty)
            #expect(references.allSatisfy { catalogue.source(of: $0) != nil }, "\(references)")
        }
    }

    @Test func `what answers an argument is found from it`() throws {
        let limb = try #require(catalogue.arguments.first { $0.id == "for-3" })
        #expect(catalogue.answers(to: limb).map(\.id) == ["alt-1", "alt-2"])
    }

    @Test func `a source is told to readers and no file or reader is named`() {
        #expect(catalogue.sources.map(\.key) == ["A", "B"])
        let text = String(decoding: PackageResources.catalogue_json, as: UTF8.self)
        for word in [".txt", "000_", "004_", "seed", "Armstrong", "Meredith", "Collins"] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test func `references read as people write them`() {
        #expect(SourceReference("A:48").label == "A, paragraph 48")
        #expect(SourceReference("B:98-102").label == "B, paragraphs 98–102")
        #expect(SourceReference("B").label == "B")
        #expect(SourceReference("B:98-102").description == "B:98-102")
    }
}
