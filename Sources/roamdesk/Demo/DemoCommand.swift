import CommandLine
import Glibc

/// `roamdesk demo`: with a screen, without one, or as one more desk on a demo that runs.
enum DemoCommand {
    static func run(_ invocation: Invocation) throws -> ExitCode {
        let person = try person(invocation)
        if invocation.has("join") { return try join(person, invocation) }
        guard invocation.operands.isEmpty else { throw UsageError("a directory is given with --keep, or after --join") }
        let signals = try SignalPipe([SIGTERM, SIGINT, SIGHUP])
        let speed = try invocation.integer("speed", in: 1...WallClock.maximumSpeed)
        let seed = try invocation.integer("seed", in: 0...Int.max) ?? 1
        let isHeadless = invocation.has("headless")
        let limit = try invocation.duration("for") ?? .seconds(60)
        let started = ContinuousClock.now
        do {
            let demo = try Demo(
                kept: invocation.value("keep").map(absolute), speed: speed, seed: seed,
                rate: isHeadless ? .brisk : .calm, interrupted: { !signals.take().isEmpty })
            defer {
                for signal in [SIGTERM, SIGINT, SIGHUP] { signals.catchAgain(signal) }
                demo.end()
            }
            if isHeadless { return try HeadlessDemo(demo, started: started, limit: limit).run() }
            return try console(demo, person, invocation)
        } catch is DemoInterrupted {
            return .done
        } catch let failure as DemoFailure {
            Descriptor.printError("roamdesk: \(failure)")
            return .refused
        }
    }

    private static func console(
        _ demo: Demo, _ person: DemoCast.Person, _ invocation: Invocation
    ) throws -> ExitCode {
        let place = demo.home.isTemporary ? "" : " \(demo.home.path)"
        let hint = "from another terminal: roamdesk demo --join\(place) --as finance_approver"
        Descriptor.print("Join this demo \(hint)\n")
        return try open(try demo.access(person), home: demo.home.path, hint: hint, invocation)
    }

    private static func join(_ person: DemoCast.Person, _ invocation: Invocation) throws -> ExitCode {
        let named = invocation.operands.first ?? invocation.value("keep")
        guard let home = named.map(absolute) ?? DemoHome.running() else {
            throw UsageError("no demo is running; start one with: roamdesk demo")
        }
        guard DemoDirectory.isMarked(home), DemoHome.isRunning(home), let record = try DemoHome.readRecord(in: home)
        else {
            throw UsageError("no demo is running in \(home)")
        }
        let access = try DemoAccess.make(person, home: home, record: record)
        return try open(access, home: home, hint: nil, invocation)
    }

    private static func open(
        _ access: HubAccess, home: String, hint: String?, _ invocation: Invocation
    ) throws -> ExitCode {
        let path = "\(home)/log/desk.log"
        let log = try Log(program: "roamdesk", path: path)
        return try ConsoleCommand.open(
            access, invocation, Configuration(), paths: XDG(application: "roamdesk"), log: (log, path), hint: hint)
    }

    private static func person(_ invocation: Invocation) throws(UsageError) -> DemoCast.Person {
        guard let word = invocation.value("as") else { return DemoCast.guide }
        guard let person = DemoCast.person(word) else {
            throw UsageError(
                "--as is a role or a person of the demo: \(DemoCast.choices.joined(separator: ", "))",
                suggestion: Suggestion.nearest(to: word, among: DemoCast.choices))
        }
        return person
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return "\(String(cString: here))/\(path)"
    }
}
