// swift-tools-version:6.2
import PackageDescription

// A package of its own, so that whoever builds Fieldnotes builds no benchmark: the client's modules are what is measured,
// the two programs are run as they are.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "fieldnotes", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [
                .product(name: "SyncModel", package: "fieldnotes"),
                .product(name: "ReformNotes", package: "fieldnotes"),
                .product(name: "SyncClient", package: "fieldnotes"),
                .product(name: "Notebook", package: "fieldnotes"),
                .product(name: "fieldnotes", package: "fieldnotes"),
                .product(name: "fieldnotes-server", package: "fieldnotes"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            path: "Sources/bench", swiftSettings: strict)
    ]
)
