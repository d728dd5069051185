import CommandLine
import EventLoop
import Glibc
import Hub
import JSON
import Roaming

/// `roamhub serve`: the loop on this thread, the hub on the loop, one line on standard output when it listens.
struct HubService {
    private let configuration: HubConfiguration
    private let log: Log

    init(_ invocation: Invocation) throws {
        if let parent = try invocation.integer("parent-pid", in: 1...Int(Int32.max)) {
            try ParentProcess.tie(to: Int32(parent))
        }
        let directory = invocation.value("data") ?? ""
        let clock = try DemoDirectory.clock(argument: invocation.value("demo-clock"), directory: directory)
        guard let party = PartyID(invocation.value("party") ?? "EU*RMD") else {
            throw UsageError("--party wants a country code and a party id, such as EU*RMD")
        }
        var configuration = HubConfiguration(
            dataDirectory: directory, publicURL: invocation.value("public-url"), party: party,
            name: invocation.value("name") ?? "Roamdesk hub", now: { clock.now() })
        if let listen = invocation.value("listen") {
            guard let colon = listen.lastIndex(of: ":"), let port = UInt16(listen[listen.index(after: colon)...]) else {
                throw UsageError("--listen wants HOST:PORT, such as 127.0.0.1:8080")
            }
            configuration.host = String(listen[..<colon])
            configuration.port = port
        }
        configuration.clockSpeed = clock.speed
        configuration.isDemo = clock.isVirtual
        if clock.isVirtual {
            configuration.silenceBeforeProbe = .seconds(20)
            configuration.probeInterval = .seconds(3)
            configuration.partnerDeadline = .seconds(2)
            configuration.handlerDeadline = .seconds(5)
        }
        self.configuration = configuration
        log =
            if let path = invocation.value("log") {
                try Log(program: "roamhub", path: path, clock: clock)
            } else {
                Log(program: "roamhub", clock: clock)
            }
    }

    func run() throws {
        let loop = try EventLoop(name: "roamhub")
        let (configuration, log) = (configuration, log)
        let hubLog = HubLog { level, event, fields in
            let fields = fields.sorted { $0.key < $1.key }.map { ($0.key, LogValue.text($0.value)) }
            switch level {
            case .info: log.info(event, fields)
            case .warning: log.warn(event, fields)
            case .error: log.error(event, fields)
            }
        }
        Task {
            do {
                let hub = try await Hub(configuration, loop: loop, log: hubLog)
                let port = try await hub.start()
                try loop.onSignals([SIGTERM, SIGINT]) { _ in
                    Task {
                        await hub.stop()
                        loop.stop()
                    }
                }
                let line: JSONValue = [
                    "event": "listening", "host": .string(configuration.host),
                    "port": .number(JSONNumber(Int64(port))), "party": .string(configuration.party.description),
                ]
                Descriptor.print(String(decoding: line.serialized(), as: UTF8.self) + "\n")
            } catch {
                Descriptor.printError("roamhub: \(error)")
                exit(ExitCode.refused.rawValue)
            }
        }
        loop.run()
    }
}
