import JSON
import OCPI
import Roaming

/// What a simulation is to be: who takes part, how they register, how they behave. Same plan and seed, same world.
public struct Plan: Sendable {
    public let seed: UInt64
    public let hubVersionsURL: String
    /// Where tokens are kept between runs; nil keeps none.
    public let stateFile: String?
    public let parties: [PartyPlan]
    public let rate: Rate

    public init(
        seed: UInt64, hubVersionsURL: String, stateFile: String? = nil, parties: [PartyPlan], rate: Rate = Rate()
    ) {
        self.seed = seed
        self.hubVersionsURL = hubVersionsURL
        self.stateFile = stateFile
        self.parties = parties
        self.rate = rate
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        seed = UInt64(bitPattern: try reader.optionalInt64("seed") ?? 1)
        hubVersionsURL = try reader.string("hub_versions_url")
        stateFile = try reader.optionalString("state_file")
        var parties: [PartyPlan] = []
        for party in try reader.objects("parties") { parties.append(try PartyPlan(party)) }
        if parties.isEmpty { throw reader.fail("parties", rule: "must have at least one") }
        if Set(parties.map(\.id)).count != parties.count {
            throw reader.fail("parties", rule: "must have each id once")
        }
        self.parties = parties
        rate = try reader.optionalObject("rate").map { (rate) throws(FieldError) in try Rate(rate) } ?? Rate()
    }
}

extension Plan {
    /// The same parties with nothing going on by itself, when a load run drives them.
    public func forLoad(_ isLoad: Bool) -> Plan {
        guard isLoad else { return self }
        var quiet = rate
        quiet.idleMinutes = 100_000...100_000
        quiet.commandMinutes = 0
        return Plan(
            seed: seed, hubVersionsURL: hubVersionsURL, stateFile: stateFile, parties: parties, rate: quiet)
    }
}

/// One party of a plan.
public struct PartyPlan: Sendable {
    /// How the party and the hub come to know each other.
    public enum Handshake: Hashable, Sendable {
        /// We call the hub with the token A it gave us.
        case sender(tokenA: String)
        /// The hub calls us with the token A we gave it.
        case receiver(tokenA: String)
    }

    public let role: V221.Role
    public let id: PartyID
    public let name: String
    public let country: Country
    public let currency: Currency
    public let handshake: Handshake
    /// 0 is any free port.
    public let port: UInt16
    public let evses: Int
    public let tokens: Int
    public let faults: [Fault]

    public init(
        role: V221.Role, id: PartyID, name: String, country: Country, handshake: Handshake, port: UInt16 = 0,
        evses: Int = 10, tokens: Int = 20, faults: [Fault] = []
    ) {
        self.role = role
        self.id = id
        self.name = name
        self.country = country
        currency = country.currency
        self.handshake = handshake
        self.port = port
        self.evses = evses
        self.tokens = tokens
        self.faults = faults
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        switch try reader.string("role") {
        case "CPO": role = .cpo
        case "EMSP", "DP": role = .emsp
        default: throw reader.fail("role", rule: "must be CPO or EMSP")
        }
        guard let id = PartyID(try reader.string("id")) else {
            throw reader.fail("id", rule: "must be a party id such as NL*FAS")
        }
        self.id = id
        name = try reader.optionalString("name") ?? id.description
        guard let country = Country.named(try reader.optionalString("country") ?? id.country) else {
            throw reader.fail("country", rule: "must be one of \(Country.all.map(\.code).joined(separator: ", "))")
        }
        self.country = country
        if let code = try reader.optionalString("currency") {
            guard let currency = Currency(code) else {
                throw reader.fail("currency", rule: "must be an ISO 4217 code")
            }
            self.currency = currency
        } else {
            currency = country.currency
        }
        switch (try reader.optionalString("token_a"), try reader.optionalString("own_token_a")) {
        case (let token?, nil): handshake = .sender(tokenA: token)
        case (nil, let token?): handshake = .receiver(tokenA: token)
        default: throw reader.fail("token_a", rule: "either token_a or own_token_a is required, not both")
        }
        port = UInt16(try Self.count("port", in: reader, 0...65535, default: 0))
        evses = try Self.count("evses", in: reader, 1...5000, default: 10)
        tokens = try Self.count("tokens", in: reader, 1...100_000, default: 20)
        var faults: [Fault] = []
        for value in try reader.optionalArray("faults") ?? [] { faults.append(try Fault(value, in: reader)) }
        self.faults = faults
    }

    static func count(
        _ name: String, in reader: ObjectReader, _ range: ClosedRange<Int>, default value: Int
    ) throws(FieldError) -> Int {
        let number = try reader.optionalInt(name) ?? value
        guard range.contains(number) else {
            throw reader.fail(name, rule: "must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
