// swift-tools-version:6.2
import PackageDescription

// The modules, and the only arrows allowed between them: programs use the client or the server, both use the shared
// model, and the model uses nothing. Tests/House holds what the compiler cannot see.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

let package = Package(
    name: "fieldnotes",
    products: [
        .executable(name: "fieldnotes", targets: ["fieldnotes"]),
        .executable(name: "fieldnotes-server", targets: ["fieldnotes-server"]),
        .library(name: "SyncModel", targets: ["SyncModel"]),
        .library(name: "ReformNotes", targets: ["ReformNotes"]),
        .library(name: "SyncClient", targets: ["SyncClient"]),
        .library(name: "Notebook", targets: ["Notebook"]),
        .library(name: "SyncServer", targets: ["SyncServer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries, as headers only.
        .systemLibrary(
            name: "CCurl", path: "Sources/CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLinux", path: "Sources/CLinux"),
        .systemLibrary(
            name: "CPostgres", path: "Sources/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CSQLite", path: "Sources/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Shared: the rule and the domain.
        .target(name: "SyncModel", path: "Shared/SyncModel", swiftSettings: strict),
        .target(
            name: "ReformNotes", dependencies: ["SyncModel"], path: "Shared/ReformNotes",
            resources: [.embedInCode("catalogue.json")], swiftSettings: strict),

        // Client: the replica, and what a practitioner does with it.
        .target(
            name: "SyncClient", dependencies: ["SyncModel", "CCurl", "CSQLite", "CZstd", crypto, grdb],
            path: "Client/SyncClient", swiftSettings: strict),
        .target(
            name: "Notebook", dependencies: ["SyncModel", "ReformNotes", "SyncClient", crypto, grdb],
            path: "Client/Notebook", swiftSettings: strict),

        // Server: the one that answers.
        .target(
            name: "SyncServer",
            dependencies: [
                "SyncModel", "CPostgres", "CSQLite", "CZstd", "CZlib", crypto, grdb, hummingbird, lifecycle, logging,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Server/SyncServer", swiftSettings: strict),

        // The programs.
        .executableTarget(
            name: "fieldnotes", dependencies: ["SyncModel", "ReformNotes", "SyncClient", "Notebook", arguments],
            path: "Sources/fieldnotes", swiftSettings: strict),
        .executableTarget(
            name: "fieldnotes-server",
            dependencies: ["CLinux", "SyncModel", "SyncServer", arguments, lifecycle, logging],
            path: "Sources/fieldnotes-server", swiftSettings: strict),

        // Tests: a folder per target, the house itself, and the programs as their users run them.
        .target(
            name: "TestPostgres", path: "Tests/TestPostgres", exclude: ["postgres.sh"], swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["SyncModel", "SyncClient", "SyncServer", "TestPostgres", crypto],
            path: "Tests/TestSupport", swiftSettings: strict),
        .target(name: "SmallWorlds", dependencies: ["SyncModel"], path: "Tests/SmallWorlds", swiftSettings: strict),
        .executableTarget(
            name: "explore", dependencies: ["SmallWorlds"], path: "Tests/Explore", swiftSettings: strict),
        .testTarget(
            name: "SyncModelTests", dependencies: ["SyncModel", "SmallWorlds", crypto], path: "Tests/SyncModelTests",
            exclude: ["Fixtures", "second.py"], swiftSettings: strict),
        .testTarget(
            name: "ReformNotesTests", dependencies: ["ReformNotes", "SyncModel"], path: "Tests/ReformNotesTests",
            swiftSettings: strict),
        .testTarget(
            name: "SyncClientTests", dependencies: ["SyncClient", "SyncServer", "SyncModel", "TestSupport", grdb],
            path: "Tests/SyncClientTests", swiftSettings: strict),
        .testTarget(
            name: "NotebookTests",
            dependencies: ["Notebook", "ReformNotes", "SyncClient", "SyncServer", "SyncModel", "TestSupport", grdb],
            path: "Tests/NotebookTests", swiftSettings: strict),
        .testTarget(
            name: "SyncServerTests",
            dependencies: [
                "SyncServer", "SyncModel", "TestPostgres", "TestSupport", grdb,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            path: "Tests/SyncServerTests", swiftSettings: strict),
        .testTarget(
            name: "FieldnotesTests",
            dependencies: ["fieldnotes", "Notebook", "ReformNotes", "SyncClient", "SyncModel"],
            path: "Tests/FieldnotesTests",
            swiftSettings: strict),
        .target(name: "CrashDisk", dependencies: ["CSQLite"], path: "Tests/CrashDisk"),
        .testTarget(
            name: "CrashTests",
            dependencies: [
                "CrashDisk", "CSQLite", "Notebook", "SyncClient", "SyncServer", "SyncModel", "TestSupport", grdb,
            ],
            path: "Tests/Crashes", swiftSettings: strict),
        .executableTarget(
            name: "simulation",
            dependencies: [
                "Notebook", "ReformNotes", "SyncClient", "SyncServer", "SyncModel", "TestSupport", arguments, crypto,
                grdb,
            ],
            path: "Tests/Simulation", exclude: ["past-seeds.txt"], swiftSettings: strict),
        .executableTarget(
            name: "load",
            dependencies: ["SyncClient", "SyncServer", "SyncModel", "TestPostgres", arguments],
            path: "Tests/Load", swiftSettings: strict),
        .testTarget(name: "HouseTests", path: "Tests/House", swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["fieldnotes", "fieldnotes-server", "SyncClient", "SyncModel", "TestPostgres"],
            path: "Tests/EndToEnd",
            exclude: ["demo.sh", "scale.sh", "Harness/disk.c"], swiftSettings: strict),
    ]
)
