import Foundation

/// Each subcommand has a file of its own; it gets the arguments behind its name and returns the exit code.
let benches: [(name: String, about: String, run: @Sendable ([String]) throws -> Int32)] = [
    ("http", HTTPBench.about, HTTPBench.run),
    ("store", StoreBench.about, StoreBench.run),
    ("hub", HubBench.about, HubBench.run),
    ("kill", KillTest.about, KillTest.run),
    ("client", ClientBench.about, ClientBench.run),
    ("json", JSONBench.about, JSONBench.run),
    ("price", PriceBench.about, PriceBench.run),
]

let arguments = Array(CommandLine.arguments.dropFirst())
guard let bench = benches.first(where: { $0.name == arguments.first }) else {
    print("usage: roambench NAME [options]")
    for bench in benches { print("  \(bench.name)  \(bench.about)") }
    exit(2)
}
exit(try bench.run(Array(arguments.dropFirst())))
