import AdminAPI
import CommandLine
import DeskCache
import Digest
import JSON
import Roaming

/// A demo that runs: hub, simulator, people and partners, all real, on this machine's loopback only.
final class Demo {
    let home: DemoHome
    let programs: DemoPrograms
    let clock: WallClock
    private(set) var hub = ""

    /// Starts the hub, gives every person a token, and registers every partner by a handshake of its own.
    ///
    /// Partners that begin the handshake themselves may still be at it when this returns. On an error everything
    /// that was started is stopped.
    init(
        kept: String?, speed: Int?, seed: Int, rate: DemoPlan.Rate, interrupted: @escaping () -> Bool
    ) throws {
        home = try DemoHome(kept: kept)
        programs = DemoPrograms(home: home, interrupted: interrupted)
        do {
            clock = try home.clock(speed: speed)
        } catch {
            home.close()
            throw error
        }
        do {
            try start(seed: seed, rate: rate)
        } catch {
            end()
            throw error
        }
    }

    /// Stops the programs and removes what is temporary.
    func end() {
        programs.stop()
        home.close()
    }

    /// How `person` reaches the hub.
    func access(_ person: DemoCast.Person) throws -> HubAccess {
        try DemoAccess.make(person, home: home.path, record: DemoHome.Record(hub: hub, port: 0, clock: clock))
    }

    private func start(seed: Int, rate: DemoPlan.Rate) throws {
        let last = try DemoHome.readRecord(in: home.path)
        if !PrivateFile.exists(home.tokenFile(DemoCast.administrator.id)) {
            try keep(try programs.token(person: DemoCast.administrator), of: DemoCast.administrator.id)
        }
        let port = try startHub(preferred: last?.port ?? 0)
        hub = "http://127.0.0.1:\(port)"
        try home.write(DemoHome.Record(hub: hub, port: port, clock: clock))
        let line = try HubLine(try access(DemoCast.administrator))
        defer { line.close() }
        try hire(line)
        if last == nil { try agree(line) }
        let tokens = try invite(line)
        let plan = DemoPlan.json(
            hubVersionsURL: "\(hub)/ocpi/versions", stateFile: home.simulatorState, seed: seed, rate: rate,
            tokens: tokens)
        try PrivateFile.write(plan.serialized(), to: home.planFile)
        try programs.startSimulator(clock: clock)
        try register(line, tokens, isNew: last == nil)
    }

    /// A kept demo gets its port again if it is free, so that nothing that was written down goes stale.
    private func startHub(preferred: Int) throws -> Int {
        guard preferred != 0 else { return try programs.startHub(port: 0, clock: clock) }
        do {
            return try programs.startHub(port: preferred, clock: clock)
        } catch is DemoFailure {
            return try programs.startHub(port: 0, clock: clock)
        }
    }

    private func keep(_ token: String, of person: String) throws(FileError) {
        try PrivateFile.write(Array("\(token)\n".utf8), to: home.tokenFile(person))
    }

    /// Adds the people who have no token yet.
    private func hire(_ line: HubLine) throws {
        for person in DemoCast.people where !PrivateFile.exists(home.tokenFile(person.id)) {
            let body = PersonBody(
                id: person.id, name: person.name, roles: person.roles.map(\.rawValue), service: false)
            _ = try line.perform(PreparedAction(.addPerson, body: body))
            let answer = try line.perform(PreparedAction(.issuePersonToken, target: person.id))
            try keep(try answer.decoded(as: IssuedToken.self).token, of: person.id)
        }
    }

    /// The hub's terms for everybody: 4 % of a session for the hub, 8 % for the driver's party.
    private func agree(_ line: HubLine) throws {
        guard let keeper = DemoCast.person("finance_admin") else { return }
        let terms = AgreementBody(
            modules: ["locations", "tariffs", "tokens", "sessions", "cdrs", "commands"], commissionBp: 400,
            dpShareBp: 800, validFrom: clock.now(), forbidden: false)
        let token = try PrivateFile.readSecret(home.tokenFile(keeper.id))
        let client = AdminClient(hub: hub, token: token, client: line.client, loop: line.loop)
        let action = PreparedAction(.setAgreement, target: "default", body: terms)
        if case .failure(let failure) = Blocking.wait({ done in client.perform(action, completion: done) }) {
            throw HubProblem(failure)
        }
    }

    /// A registration token for each party: ours for those that begin, a made-up one of theirs for the others.
    private func invite(_ line: HubLine) throws -> [String: String] {
        if let kept = try keptTokens() { return kept }
        var tokens: [String: String] = [:]
        for party in DemoCast.parties {
            switch party.handshake {
            case .byHub: tokens[party.id] = RandomBytes.token(bytes: 24)
            case .byPartner:
                let answer = try line.perform(
                    PreparedAction(.invitePartner, body: InvitationBody(platform: party.platform, termsAccepted: true)))
                tokens[party.id] = try answer.decoded(as: Invitation.self).token
            }
        }
        return tokens
    }

    private func keptTokens() throws -> [String: String]? {
        guard PrivateFile.exists(home.planFile) else { return nil }
        let plan = try ObjectReader(try JSON.parse(try PrivateFile.read(home.planFile)))
        return try Dictionary(
            plan.objects("parties").map {
                (try $0.string("id"), try $0.optionalString("token_a") ?? $0.string("own_token_a"))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Registers the hub at the parties that wait for it, as soon as the simulator says where they listen.
    private func register(_ line: HubLine, _ tokens: [String: String], isNew: Bool) throws {
        var addresses: [String: String] = [:]
        var isReady = false
        let deadline = ContinuousClock.now + .seconds(30)
        while !isReady {
            guard ContinuousClock.now < deadline else {
                throw DemoFailure("roamsim does not become ready", log: "\(home.logs)/simulator.log")
            }
            for event in try programs.simulatorEvents(within: .milliseconds(200)) {
                switch try event.string("event") {
                case "listening": addresses[try event.string("party")] = try event.string("versions_url")
                case "ready": isReady = true
                default: break
                }
            }
        }
        // Parties of a kept demo register again by themselves.
        guard isNew else { return }
        for party in DemoCast.parties where party.handshake == .byHub {
            guard let address = addresses[party.id], let token = tokens[party.id] else { continue }
            let body = RegistrationBody(
                platform: party.platform, versionsURL: address, token: token, termsAccepted: true)
            _ = try line.perform(PreparedAction(.registerPartner, body: body))
        }
    }
}

/// How a person of a demo reaches its hub.
enum DemoAccess {
    /// The newest demo of this user that runs, as a role or person of it.
    static func running(as word: String) throws -> HubAccess {
        guard let person = DemoCast.person(word) else {
            throw UsageError(
                "--demo is a role or a person of the demo: \(DemoCast.choices.joined(separator: ", "))",
                suggestion: Suggestion.nearest(to: word, among: DemoCast.choices))
        }
        guard let home = DemoHome.running(), let record = try DemoHome.readRecord(in: home) else {
            throw UsageError("no demo is running; start one with: roamdesk demo")
        }
        return try make(person, home: home, record: record)
    }

    static func make(_ person: DemoCast.Person, home: String, record: DemoHome.Record) throws -> HubAccess {
        let file = "\(home)/people/\(person.id).token"
        return HubAccess(
            hub: record.hub, token: try PrivateFile.readSecret(file), cacheDirectory: "\(home)/desk",
            clock: record.clock, label: "demo")
    }
}
