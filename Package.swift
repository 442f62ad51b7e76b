// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A Swift module of the product, with the modules it may import.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let models: [Target.Dependency] = [
  "MentorMatching", "DutyRostering", "EquipmentBooking", "EquipmentSettlement",
]
let solvers: [Target.Dependency] = [
  "MentorMatchingSolver", "DutyRosteringSolver", "EquipmentBookingSolver",
]
/// Verifiers, which see no solver, and which no solver sees.
let verifiers: [Target.Dependency] = ["MentorMatchingVerifier"]
let vocabulary: [Target.Dependency] = ["Alliance", "Diagnostics", "Solving"]

let package = Package(
  name: "Allot",
  products: [
    .library(
      name: "Allot",
      targets: [
        "Solving", "LinearProgramming", "Diagnostics", "Alliance",
        "MentorMatching", "DutyRostering", "EquipmentBooking", "EquipmentSettlement",
        "MentorMatchingSolver", "DutyRosteringSolver", "EquipmentBookingSolver",
        "MentorMatchingVerifier", "PublicDraw", "Interchange", "Reporting", "SampleData",
      ]),
    .library(name: "AllotWorkbooks", targets: ["Workbooks"]),
    .library(name: "AllotLedger", targets: ["Ledger"]),
    .executable(name: "allot", targets: ["AllotCommand"]),
    .executable(name: "allot-benchmarks", targets: ["AllotBenchmarks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(name: "CGLPK", linkerSettings: [.linkedLibrary("glpk")]),
    module("Solving"),
    module("LinearProgramming", ["CGLPK", "Solving"]),
    module("Diagnostics"),
    module("Alliance", ["Diagnostics"]),
    module("MentorMatching", vocabulary),
    module("DutyRostering", vocabulary),
    module("EquipmentBooking", vocabulary),
    module("EquipmentSettlement", vocabulary),
    module("MentorMatchingVerifier", ["Diagnostics", "Solving", "MentorMatching"]),
    module("MentorMatchingSolver", vocabulary + ["MentorMatching", "LinearProgramming"]),
    module("DutyRosteringSolver", vocabulary + ["DutyRostering", "LinearProgramming"]),
    module("EquipmentBookingSolver", vocabulary + ["EquipmentBooking", "LinearProgramming"]),
    module("Interchange", vocabulary + models),
    .systemLibrary(name: "CZip"),
    .systemLibrary(name: "CXlsxWriter"),
    module("Workbooks", ["Alliance", "Diagnostics", "Interchange", "CZip", "CXlsxWriter"]),
    .systemLibrary(name: "CNettle"),
    module("PublicDraw", ["Diagnostics", "CNettle"]),
    module(
      "Ledger",
      vocabulary + models + [
        "Interchange", "PublicDraw", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    module("Reporting", vocabulary + models + ["PublicDraw"]),
    module("SampleData", vocabulary + models),
    .target(
      name: "PublishedSchemas",
      resources: [
        "check", "run", "diff", "history", "result-pair", "result-roster", "result-shifts",
        "result-book", "result-settle",
      ].map { .embedInCode("Schemas/\($0).schema.json") },
      swiftSettings: settings),
    .executableTarget(
      name: "AllotCommand",
      dependencies: vocabulary + models + solvers + verifiers + [
        "LinearProgramming", "Interchange", "Workbooks", "Ledger", "Reporting", "SampleData",
        "PublicDraw", "PublishedSchemas",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .executableTarget(
      name: "AllotBenchmarks",
      dependencies: [
        "Interchange", "MentorMatching", "Solving",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks", exclude: ["Peers", "Results", "README.md"], swiftSettings: settings),

    .target(
      name: "TestSupport",
      dependencies: [
        "Solving", "LinearProgramming", "Alliance", "MentorMatching", "EquipmentBooking",
      ],
      path: "Tests/TestSupport", swiftSettings: settings),
    .target(
      name: "FuzzedReaders",
      dependencies: vocabulary + models + verifiers + [
        "Interchange", "Workbooks", "Reporting", "PublicDraw", "Ledger", "SampleData",
      ],
      path: "Tests/FuzzedReaders", swiftSettings: settings),
    tests("HostileInputTests", ["FuzzedReaders", "TestSupport"]),
    tests("CGLPKTests", ["CGLPK"]),
    tests("SolvingTests", ["Solving", "TestSupport"]),
    tests("LinearProgrammingTests", ["LinearProgramming", "Solving", "TestSupport"]),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("AllianceTests", ["Alliance", "Diagnostics"]),
    tests(
      "MentorMatchingTests",
      vocabulary + [
        "MentorMatching", "MentorMatchingSolver", "MentorMatchingVerifier", "LinearProgramming",
        "Interchange", "SampleData", "TestSupport",
      ]),
    tests(
      "DutyRosteringTests",
      vocabulary + [
        "DutyRostering", "DutyRosteringSolver", "LinearProgramming", "Interchange", "SampleData",
        "TestSupport",
      ]),
    tests(
      "EquipmentBookingTests",
      vocabulary + [
        "EquipmentBooking", "EquipmentBookingSolver", "LinearProgramming", "Interchange",
        "SampleData", "TestSupport",
      ]),
    tests(
      "EquipmentSettlementTests",
      vocabulary + ["EquipmentSettlement", "LinearProgramming", "Interchange"]),
    tests(
      "InterchangeTests", vocabulary + models + ["Interchange", "SampleData", "TestSupport"]),
    tests(
      "WorkbooksTests",
      vocabulary + models + ["Workbooks", "Interchange", "SampleData", "CZip", "TestSupport"]),
    tests("PublicDrawTests", ["PublicDraw", "Reporting", "Diagnostics", "TestSupport"]),
    tests(
      "ReportingTests",
      vocabulary + models + solvers + ["Reporting", "PublicDraw", "SampleData", "TestSupport"]),
    tests(
      "LedgerTests",
      vocabulary + models + solvers + [
        "Ledger", "Interchange", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "EndToEnd",
      vocabulary + models + solvers + verifiers + ["Interchange", "Ledger", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzer, which nobody sees who only uses the package: `.ci/fuzz` asks for it.
if Context.environment["ALLOT_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzedReaders"], path: "Tests/Fuzz", swiftSettings: settings))
}

// What `make sanitize` looks at: the code around GLPK. The compiler crashes when it instruments the solver of
// rosters for the thread sanitizer (Swift 6.3), and nothing else is needed.
if Context.environment["ALLOT_SANITIZED"] != nil {
  let kept: Set = [
    "CGLPK", "Diagnostics", "Alliance", "Solving", "LinearProgramming", "MentorMatching",
    "EquipmentBooking", "TestSupport", "CGLPKTests", "SolvingTests", "LinearProgrammingTests",
  ]
  package.targets.removeAll { !kept.contains($0.name) }
  package.products = []
  package.dependencies = []
}
