// swift-tools-version:6.2
// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// A product of another package.
func product(_ name: String, _ package: String) -> Target.Dependency { .product(name: name, package: package) }

/// The targets, top level last; arrows point down only (CONTRIBUTING.md).
let library: [(name: String, dependencies: [Target.Dependency])] = [
    // L0
    ("PrivacyCore", []),
    // L1
    ("StrictYAML", [product("Yams", "Yams")]),
    ("TextNormalization", ["PrivacyCore"]),
    ("PatternMatching", ["PrivacyCore", "CPCRE2", "CScan"]),
    ("JSONText", ["PrivacyCore"]),
    ("Telemetry", ["JSONText"]),
    // L2
    (
        "Detectors",
        [
            "PrivacyCore", "StrictYAML", "TextNormalization", "PatternMatching", "CPhoneNumber",
            product("Crypto", "swift-crypto"),
        ]
    ),
    ("Policy", ["PrivacyCore", "StrictYAML", product("Crypto", "swift-crypto")]),
    ("Vault", ["PrivacyCore", product("Crypto", "swift-crypto")]),
    ("Audit", ["PrivacyCore", "JSONText", "StrictYAML", product("Crypto", "swift-crypto")]),
    ("Limits", ["PrivacyCore"]),
    ("Routing", ["PrivacyCore"]),
    ("Providers", ["PrivacyCore", "JSONText", "Routing"]),
    (
        "Access",
        [
            "PrivacyCore", "StrictYAML", product("Crypto", "swift-crypto"), product("JWTKit", "jwt-kit"),
            product("SwiftASN1", "swift-asn1"), product("X509", "swift-certificates"),
        ]
    ),
    // L3
    (
        "Pseudonymization",
        ["PrivacyCore", "TextNormalization", "JSONText", "Detectors", "Policy", "Vault", "Providers", "Limits"]
    ),
    (
        "StorageSQLite",
        ["PrivacyCore", "Vault", "Limits", product("GRDB", "GRDB.swift"), product("GRDBSQLite", "GRDB.swift")]
    ),
    // L4
    (
        "Proxy",
        [
            "PrivacyCore", "StrictYAML", "TextNormalization", "JSONText", "Detectors", "Policy", "Vault", "Audit",
            "Routing", "Limits", "Providers", "Pseudonymization", "Telemetry", "Access",
            product("Crypto", "swift-crypto"),
            product("HTTPTypes", "swift-http-types"), product("Logging", "swift-log"), product("NIOCore", "swift-nio"),
            product("NIOPosix", "swift-nio"), product("NIOHTTP1", "swift-nio"),
            product("NIOExtras", "swift-nio-extras"),
            product("NIOSSL", "swift-nio-ssl"), product("NIOTLS", "swift-nio"),
            product("ServiceLifecycle", "swift-service-lifecycle"),
        ]
    ),
    (
        "Classification",
        ["PrivacyCore", "TextNormalization", "JSONText", "Detectors", "Policy", product("Crypto", "swift-crypto")]
    ),
    ("Reports", ["PrivacyCore", "JSONText", "Audit"]),
    ("Evaluation", ["PrivacyCore", "StrictYAML", "TextNormalization", "JSONText", "Detectors"]),
    // L5
    (
        "ZavesaApp",
        [
            "PrivacyCore", "StrictYAML", "TextNormalization", "JSONText", "Detectors", "Policy", "Vault", "Audit",
            "Routing", "Limits", "Providers", "Pseudonymization", "Telemetry", "Access", "StorageSQLite", "Proxy",
            "Classification", "Reports", "CMalloc", "CLinux",
            product("AsyncHTTPClient", "async-http-client"), product("Crypto", "swift-crypto"),
            product("Logging", "swift-log"), product("NIOCore", "swift-nio"),
            product("NIOHTTP1", "swift-nio"),
            product("NIOPosix", "swift-nio"), product("NIOSSL", "swift-nio-ssl"),
            product("ServiceLifecycle", "swift-service-lifecycle"),
            product("UnixSignals", "swift-service-lifecycle"),
        ]
    ),
]

/// Strict everywhere: what the compiler can notice, it refuses.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Optimized in debug builds too, with their assertions: tests read every dictionary many times over, and start the gateway
/// hundreds of times.
let tested: [SwiftSetting] =
    strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let package = Package(
    name: "zavesa",
    products: [.executable(name: "zavesa", targets: ["zavesa"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CLinux"),
        .target(name: "CScan"),
        .target(name: "CPhoneNumber", linkerSettings: [.linkedLibrary("phonenumber")]),
    ]
        + library.map { .target(name: $0.name, dependencies: $0.dependencies, swiftSettings: tested) }
        + [
            .target(
                name: "ZavesaTesting",
                dependencies: library.map { .target(name: $0.name) } + [
                    product("NIOCore", "swift-nio"), product("NIOPosix", "swift-nio"),
                    product("NIOHTTP1", "swift-nio"), product("NIOSSL", "swift-nio-ssl"),
                    product("Logging", "swift-log"), product("ServiceLifecycle", "swift-service-lifecycle"),
                    product("Crypto", "swift-crypto"),
                ],
                swiftSettings: tested),
            .executableTarget(
                name: "zavesa-measure",
                dependencies: ["PrivacyCore", "JSONText", "Providers", "Policy", "Routing", "StrictYAML", "ZavesaApp"]
                    .map {
                        .target(name: $0)
                    },
                path: "Benchmarks/Measure", swiftSettings: strict),
            .executableTarget(
                name: "zavesa",
                dependencies: library.map { .target(name: $0.name) } + [
                    product("ArgumentParser", "swift-argument-parser"), product("Logging", "swift-log"),
                ],
                swiftSettings: strict),
        ]
        + library.map {
            .testTarget(
                name: "\($0.name)Tests",
                dependencies: [.target(name: $0.name), "ZavesaTesting"] + $0.dependencies,
                swiftSettings: strict)
        }
        + [.testTarget(name: "FuzzTests", dependencies: ["ZavesaTesting"], swiftSettings: strict)],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
