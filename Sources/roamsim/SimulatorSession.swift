import CommandLine
import EventLoop
import Glibc
import JSON
import Simulator

/// One run of the program: reads the plan, runs the loop on this thread, and ends it for any of its reasons.
struct SimulatorSession {
    private let plan: Plan
    private let load: LoadPlan?
    private let clock: SimulationClock
    private let loop: EventLoop
    /// Standard input brought the plan and is still open: its end is our end.
    private let watchesInput: Bool

    init(_ invocation: Invocation) throws {
        if let parent = try invocation.integer("parent-pid", in: 1...Int(Int32.max)) {
            try ParentProcess.tie(to: Int32(parent))
        }
        let wall: WallClock
        if let text = invocation.value("demo-clock") {
            guard let virtual = WallClock(demoArgument: text) else {
                throw UsageError("--demo-clock wants START,REAL_MS,SPEED")
            }
            wall = virtual
        } else {
            wall = .system
        }
        clock = SimulationClock(now: { wall.now() }, realDelay: { wall.realDuration(of: $0) })
        let bytes: [UInt8]
        if let path = invocation.value("plan") {
            bytes = try PrivateFile.read(path)
            watchesInput = false
        } else {
            (bytes, watchesInput) = try Self.readInput()
        }
        plan = try Plan(try ObjectReader(try JSON.parse(bytes)))
        load = invocation.command == "load" ? try Self.load(invocation) : nil
        loop = try EventLoop(name: "roamsim")
    }

    func run() throws {
        let keeping = plan.stateFile.map { path in
            Simulation.StateKeeping(
                load: { try? PrivateFile.read(path) },
                save: { bytes in
                    do {
                        try PrivateFile.write(bytes, to: path)
                    } catch {
                        Descriptor.printError("roamsim: \(error)")
                    }
                })
        }
        let simulation = Simulation(
            plan: plan.forLoad(load != nil), loop: loop, clock: clock, connections: load?.connections ?? 16,
            keeping: keeping ?? .none
        ) { Self.print($0) }
        let (loop, clock, load) = (loop, clock, load)
        let end: @Sendable () -> Void = {
            Task {
                await simulation.stop()
                loop.stop()
            }
        }
        try loop.onSignals([SIGTERM, SIGINT]) { _ in end() }
        if watchesInput { watchInput(end) }
        Task {
            do {
                try await simulation.start()
            } catch {
                Descriptor.printError("roamsim: \(error)")
                exit(ExitCode.usage.rawValue)
            }
            if let load {
                while await !simulation.isComplete { await loop.sleep(for: .milliseconds(50)) }
                await loop.sleep(for: .seconds(1))
                for line in await LoadRun(load: load, loop: loop, clock: clock).run(over: simulation) {
                    Self.print(line)
                }
                end()
            }
            while !Task.isCancelled {
                await simulation.reportCounters()
                await loop.sleep(for: .seconds(1))
            }
        }
        loop.run()
    }

    private func watchInput(_ end: @escaping @Sendable () -> Void) {
        loop.execute { [loop] in
            var registration: Registration?
            // A file cannot be watched; it does not end either.
            registration = try? loop.register(fd: 0, interest: .read) { _ in
                var byte: UInt8 = 0
                let count = read(0, &byte, 1)
                guard count == 0 || count < 0 && errno != EAGAIN && errno != EINTR else { return }
                if let registration { loop.deregister(registration) }
                end()
            }
        }
    }

    /// The plan: one line, or everything to the end. True when more may come.
    private static func readInput() throws -> (bytes: [UInt8], isOpen: Bool) {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(0, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return (bytes, false) }
            bytes += chunk[..<count]
            if bytes.last == UInt8(ascii: "\n"), (try? JSON.parse(bytes)) != nil { return (bytes, true) }
            guard bytes.count < 8 << 20 else { throw UsageError("the plan is longer than 8 MiB") }
        }
    }

    private static func load(_ invocation: Invocation) throws -> LoadPlan {
        var load = LoadPlan()
        load.sessions = try invocation.integer("sessions", in: 1...1_000_000) ?? load.sessions
        load.rate = try invocation.integer("rate", in: 0...1_000_000) ?? load.rate
        load.connections = try invocation.integer("connections", in: 1...10_000) ?? load.connections
        load.length = try invocation.duration("for") ?? load.length
        load.sendsWholeSessions = invocation.value("method") == "PUT"
        return load
    }

    private static func print(_ line: JSONObject) {
        Descriptor.print(String(decoding: JSONValue.object(line).serialized(), as: UTF8.self) + "\n")
    }
}
