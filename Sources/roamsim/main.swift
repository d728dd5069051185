import CommandLine
import EventLoop
import Glibc
import JSON
import Simulator

/// The simulator as a program: parties that talk real OCPI to a hub, for demos, drills and load.
let program = ProgramDeclaration(
    name: "roamsim", version: "0.1.0",
    summary: "Simulate charge point operators and eMSPs that talk OCPI to a hub",
    discussion: [
        "Every party of the plan gets an HTTP server of its own on the loopback, registers at the hub, and lives.",
        "What happens is printed as JSON lines. The program ends on TERM, on INT, and when its parent ends.",
    ],
    options: [
        OptionDeclaration("plan", "Read the plan from FILE instead of standard input", value: "FILE"),
        OptionDeclaration(
            "demo-clock", "Live by a demo's clock", value: "START,REAL_MS,SPEED"),
        OptionDeclaration("parent-pid", "End when the process PID ends", value: "PID"),
    ],
    commands: [
        CommandDeclaration("run", "Run the plan until stopped"),
        CommandDeclaration(
            "load", "Create live sessions, then update them at a rate, and measure",
            options: [
                OptionDeclaration("sessions", "Live sessions to create (5000)", value: "N"),
                OptionDeclaration("rate", "Updates a second; 0 sends as fast as answers come (50)", value: "N"),
                OptionDeclaration("connections", "Connections to the hub (8)", value: "N"),
                OptionDeclaration("for", "How long to measure (30s)", value: "TIME"),
                OptionDeclaration(
                    "method", "What an update is (PATCH)", value: "METHOD", choices: ["PATCH", "PUT"]),
            ]),
        CommandDeclaration("manual", "Print the manual page, for man(1)"),
    ])

let invocation = ArgumentParser(program).parseOrExit()
if invocation.command == "manual" {
    Descriptor.print(program.manualPage())
    exit(0)
}
do {
    let session = try SimulatorSession(invocation)
    try session.run()
} catch {
    Descriptor.printError("roamsim: \(error)")
    exit(ExitCode.usage.rawValue)
}
