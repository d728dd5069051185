import JSON

/// What a party must remember to go on after a restart. Both tokens are secrets.
struct SavedParty: Hashable, Sendable {
    let tokenWeSend: String
    let tokenWeAccept: String
    let hubVersionsURL: String

    init(tokenWeSend: String, tokenWeAccept: String, hubVersionsURL: String) {
        self.tokenWeSend = tokenWeSend
        self.tokenWeAccept = tokenWeAccept
        self.hubVersionsURL = hubVersionsURL
    }

    init(_ reader: ObjectReader) throws(FieldError) {
        tokenWeSend = try reader.string("token_we_send")
        tokenWeAccept = try reader.string("token_we_accept")
        hubVersionsURL = try reader.string("hub_versions_url")
    }

    var json: JSONValue {
        [
            "token_we_send": .string(tokenWeSend), "token_we_accept": .string(tokenWeAccept),
            "hub_versions_url": .string(hubVersionsURL),
        ]
    }
}

/// The state file: how often the simulation was started, and its parties' tokens.
struct SavedState: Hashable, Sendable {
    var generation = 0
    var parties: [String: SavedParty] = [:]

    init() {}

    init(parsing bytes: [UInt8]) throws {
        let reader = try ObjectReader(try JSON.parse(bytes))
        generation = try reader.int("generation")
        for member in try reader.object("parties").object.members {
            parties[member.name] = try SavedParty(try ObjectReader(member.value, at: member.name))
        }
    }

    var bytes: [UInt8] {
        var object: JSONObject = [:]
        for (name, party) in parties.sorted(by: { $0.key < $1.key }) { object[name] = party.json }
        let state: JSONValue = ["generation": .number(JSONNumber(Int64(generation))), "parties": .object(object)]
        return state.serialized(pretty: true)
    }
}
