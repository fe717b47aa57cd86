// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "lethe",
    products: [.executable(name: "lethe", targets: ["lethe"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Words, and the pure modules below the line: no sockets, clocks, printing or ambient randomness.
        .target(name: "Hashing", dependencies: ["CSodium"]),
        .target(name: "Experiments", dependencies: ["Hashing"]),
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "Kernels", dependencies: ["CKernels"]),
        .target(name: "Training", dependencies: ["Experiments", "Hashing", "Kernels"]),
        .target(name: "Statistics"),
        .target(name: "Scheduling", dependencies: ["Experiments", "Hashing"]),
        .target(
            name: "Wire",
            dependencies: [
                "Experiments", "Hashing", "Scheduling", "WireProto",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ]
        ),
        // Only what `make proto` generates.
        .target(
            name: "WireProto",
            dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            exclude: ["lethe.proto"]
        ),

        // Files and sockets.
        .target(name: "Limits", dependencies: ["Experiments"]),
        .target(
            name: "DataSets",
            dependencies: ["CZlib", "Experiments", "Hashing", "Limits"],
            resources: [.embedInCode("Resources/digits.csv.gz")]
        ),
        .target(
            name: "SweepFiles",
            dependencies: ["DataSets", "Experiments", "Hashing", .product(name: "Yams", package: "Yams")]
        ),
        .target(
            name: "Ledger",
            dependencies: ["Experiments", "Hashing", .product(name: "GRDB", package: "GRDB.swift")]
        ),
        .target(name: "ZeroMQ", dependencies: ["CZeroMQ"]),
        .target(
            name: "Fleet",
            dependencies: [
                "Experiments", "Hashing", "Ledger", "Limits", "Scheduling", "Wire", "ZeroMQ",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(name: "Benchmarks", dependencies: ["Experiments", "Kernels", "Statistics", "Training"]),
        .target(
            name: "Reports",
            dependencies: ["Experiments", "Hashing", "Ledger", "Statistics"],
            resources: [.embedInCode("Resources/report.css"), .embedInCode("Resources/report.js")]
        ),
        .executableTarget(
            name: "lethe",
            dependencies: [
                "Benchmarks", "DataSets", "Experiments", "Fleet", "Hashing", "Kernels", "Ledger", "Limits", "Reports",
                "Scheduling", "SweepFiles", "Training", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        .testTarget(name: "KernelsTests", dependencies: ["Kernels"]),
        .testTarget(name: "TrainingTests", dependencies: ["Experiments", "Hashing", "Kernels", "Training"]),
        .testTarget(name: "HashingTests", dependencies: ["Hashing"]),
        .testTarget(name: "LimitsTests", dependencies: ["Limits"]),
        .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks"]),
        .testTarget(name: "ZeroMQTests", dependencies: ["ZeroMQ"]),
        .testTarget(name: "SchedulingTests", dependencies: ["Experiments", "Hashing", "Scheduling"]),
        .testTarget(name: "SimulationTests", dependencies: ["Experiments", "Hashing", "Scheduling", "Wire"]),
        .testTarget(name: "WireTests", dependencies: ["Experiments", "Hashing", "Scheduling", "Wire", "WireProto"]),
        .testTarget(name: "ExperimentsTests", dependencies: ["Experiments", "Hashing"]),
        .testTarget(name: "DataSetsTests", dependencies: ["DataSets", "Experiments", "Hashing"]),
        .testTarget(name: "SweepFilesTests", dependencies: ["DataSets", "Experiments", "Hashing", "SweepFiles"]),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Experiments", "Hashing", "Ledger", .product(name: "GRDB", package: "GRDB.swift")]
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: ["Experiments", "Hashing", "Ledger", "Reports", "Statistics"]
        ),
        .executableTarget(
            name: "FleetTestWorker",
            dependencies: [
                "Experiments", "Fleet", "Hashing", "Ledger", "Scheduling",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/FleetTestWorker"
        ),
        .testTarget(
            name: "FleetTests",
            dependencies: [
                "DataSets", "Experiments", "Fleet", "FleetTestWorker", "Hashing", "Kernels", "Ledger", "Scheduling",
                "Wire", "ZeroMQ", "lethe",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
        // Reads the sources themselves, so it depends on no module.
        .testTarget(name: "TidyTests"),
        // Runs the program as processes; it stands beside the tests when both are built.
        .testTarget(name: "EndToEndTests", dependencies: ["ZeroMQ", "lethe"]),

        // System libraries. No `pkgConfig` for libzmq: Debian's .pc file drags in flags that SwiftPM refuses.
        .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
    ]
)

for target in package.targets where target.type != .system && target.type != .plugin && target.name != "CKernels" {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("ImmutableWeakCaptures"),
            .enableUpcomingFeature("InferIsolatedConformances"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .treatAllWarnings(as: .error),
        ]
    // The code that protobuf generates marks the storage of its larger messages as unsafe, but not where it is used.
    if target.name != "WireProto" { target.swiftSettings?.append(.strictMemorySafety()) }
}
