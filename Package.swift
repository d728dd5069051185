// swift-tools-version: 6.2

import PackageDescription

// Arrows point down only: a target may use what its list names, and SwiftPM refuses anything else.
// docs/ARCHITECTURE.md says what each target is for.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func room(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ target: String, _ others: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(target)Tests", dependencies: [.target(name: target)] + others,
        resources: resources, swiftSettings: strict)
}

let libraries: [Target] = [
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CNcurses"),
    .target(name: "CSystem"),
    room("Roaming"),
    room("TimeZones", ["Roaming"]),
    room("JSON"),
    room("Digest"),
    room("CommandLine", ["JSON", "Roaming", "CSystem"]),
    room("EventLoop", ["CSystem"]),
    room("HTTPMessage"),
    room("HTTPServer", ["EventLoop", "HTTPMessage"]),
    room("HTTPClient", ["EventLoop", "HTTPMessage"]),
    room("HTTPSTransport", ["HTTPClient", "EventLoop", "HTTPMessage"]),
    room("SQLite", ["CSQLite"]),
    room("OCPI", ["Roaming", "JSON", "HTTPMessage", "Digest"]),
    room("AdminAPI", ["Roaming", "JSON"]),
    room(
        "Hub",
        [
            "HTTPServer", "HTTPClient", "HTTPSTransport", "SQLite", "OCPI", "AdminAPI", "TimeZones", "Digest",
            "Roaming", "JSON",
        ]),
    room("Desk", ["AdminAPI", "Roaming", "JSON"]),
    room("DeskCache", ["AdminAPI", "EventLoop", "HTTPMessage", "HTTPClient", "SQLite", "Roaming", "JSON"]),
    room("Terminal", ["Desk", "CommandLine", "Digest", "CNcurses", "CSystem"]),
    room(
        "Simulator",
        ["EventLoop", "HTTPMessage", "HTTPServer", "HTTPClient", "OCPI", "Roaming", "JSON", "Digest"]),
]

let programs: [Target] = [
    program("roamhub", ["Hub", "CommandLine", "EventLoop", "JSON", "Roaming"]),
    program("roamsim", ["Simulator", "CommandLine", "EventLoop", "JSON"]),
    program(
        "roamdesk",
        [
            "Desk", "DeskCache", "Terminal", "CommandLine", "AdminAPI", "HTTPClient", "HTTPMessage", "EventLoop",
            "Digest", "Roaming", "JSON",
        ]),
    program(
        "roambench",
        [
            "Hub", "AdminAPI", "DeskCache", "Digest", "EventLoop", "OCPI", "Roaming", "TimeZones", "CommandLine",
            "HTTPServer",
            "HTTPClient", "JSON", "SQLite", "CSQLite",
        ]),
]

let allTests: [Target] = [
    tests("Roaming"), tests("TimeZones", ["Roaming"]), tests("JSON"), tests("Digest"), tests("CommandLine"),
    tests("EventLoop"),
    tests("HTTPMessage"), tests("HTTPServer"), tests("HTTPClient", ["HTTPServer", "HTTPSTransport"]), tests("SQLite"),
    tests("OCPI"), tests("AdminAPI"), tests("Hub", ["SQLite", "OCPI", "EventLoop", "HTTPClient", "HTTPServer"]),
    tests("roamdesk", ["CSystem", "CommandLine", "Desk", "DeskCache", "AdminAPI", "JSON", "Roaming", "Terminal"]),
    tests("Desk", resources: [.copy("Goldens")]),
    tests("DeskCache", ["HTTPServer", "EventLoop", "HTTPMessage", "HTTPClient", "SQLite", "JSON"]), tests("Terminal"),
    tests("Simulator"),
]

let package = Package(
    name: "roamdesk",
    products: [
        .executable(name: "roamdesk", targets: ["roamdesk"]),
        .executable(name: "roamhub", targets: ["roamhub"]),
        .executable(name: "roamsim", targets: ["roamsim"]),
    ],
    targets: libraries + programs + allTests,
    swiftLanguageModes: [.v6]
)
