import JSON
import OCPI
import Roaming

/// Open routing: the receiver is found in the message. Source: OCPI 2.2.1, "Open Routing Request".
extension Exchange {
    func byContent() throws(D.Failure) -> Routing {
        switch shape {
        case .ownedObject(_, let ids): return try tokenOwner(sessionID: ids[0])
        case .newCDR: return try tokenOwner(sessionID: nil)
        case .authorize(let uid): return try authorize(uid)
        case .chargingPreferences(let id): return try sessionOwner(id)
        case .chargingProfile(let id): return try sessionOwner(id)
        case .command(let command): return try self.command(command)
        default: preconditionFailure("\(shape) is answered by the hub itself")
        }
    }

    /// Sessions and CDRs go to the eMSP whose token it is.
    private func tokenOwner(sessionID: String?) throws(D.Failure) -> Routing {
        if let token = member("cdr_token") {
            if case .string(let country)? = token["country_code"], case .string(let party)? = token["party_id"],
                let owner = PartyID(country: country, party: party)
            {
                return try direct(owner)
            }
            guard case .string(let uid)? = token["uid"] else {
                return .refuse(.ocpi(.invalidParameters, "cdr_token.uid is required"))
            }
            var type: String?
            if case .string(let text)? = token["type"] { type = text }
            return try only(
                try directory.owners(ofToken: uid, type: type),
                missing: .ocpi(.invalidParameters, "cdr_token names no party, and its uid is unknown here"),
                thing: "token \(uid)")
        }
        guard let sessionID, request.method == "PATCH" else {
            return .refuse(.ocpi(.invalidParameters, "cdr_token is required to find the receiver"))
        }
        let known = try directory.sessions(withID: sessionID).filter { $0.cpo == from }
        return try only(
            known.map(\.dp),
            missing: .http(404, .invalidParameters, "session \(sessionID) is unknown here: PUT it before a PATCH"),
            thing: "session \(sessionID)")
    }

    /// Charging preferences and profiles go to whoever is on the other side of the session.
    private func sessionOwner(_ id: String) throws(D.Failure) -> Routing {
        let known = try directory.sessions(withID: id)
        let others = side == .cpo ? known.filter { $0.cpo == from }.map(\.dp) : known.map(\.cpo)
        return try only(
            others, missing: .http(404, .invalidParameters, "session \(id) is unknown here"), thing: "session \(id)")
    }

    private func command(_ command: V221.CommandType) throws(D.Failure) -> Routing {
        let key =
            switch command {
            case .stopSession: "session_id"
            case .cancelReservation: "reservation_id"
            case .startSession, .reserveNow, .unlockConnector: "location_id"
            }
        guard case .string(let id)? = body?[key] else {
            return .refuse(.ocpi(.invalidParameters, "\(key) is required to find the receiver"))
        }
        switch command {
        case .stopSession:
            let known = try directory.sessions(withID: id)
            let own = known.filter { $0.dp == from }
            return try only(
                (own.isEmpty ? known : own).map(\.cpo),
                missing: .ocpi(.invalidParameters, "session \(id) is unknown here"), thing: "session \(id)")
        case .cancelReservation:
            return try only(
                try directory.owners(ofReservation: id, by: from),
                missing: .ocpi(.invalidParameters, "reservation \(id) is unknown here"), thing: "reservation \(id)")
        case .startSession, .reserveNow, .unlockConnector:
            return try only(
                try directory.owners(ofLocation: id),
                missing: .ocpi(.unknownLocation, "location \(id) is unknown here"), thing: "location \(id)",
                ambiguous: .unknownLocation)
        }
    }

    /// GET of one object without TO, or with TO = hub.
    func single(_ ids: [String]) throws(D.Failure) -> Routing {
        if addressesHub {
            return .answerFromStore(.object(request.module, owner: nil, ids: ids, viewer: from))
        }
        let owners: [PartyID] =
            switch request.module {
            case .locations: try directory.owners(ofLocation: ids[0])
            case .tariffs: try directory.owners(ofTariff: ids[0])
            case .cdrs: try directory.owners(ofCDR: ids[0])
            case .sessions: try directory.sessions(withID: ids[0]).map(\.cpo)
            default: []
            }
        return try only(
            owners, missing: .http(404, .clientError, "\(request.module) \(ids[0]) is unknown here"),
            thing: "\(request.module) \(ids[0])")
    }

    /// The one owner the sender trades with; several are not guessed between.
    func only(
        _ owners: [PartyID], missing: Refusal, thing: String, ambiguous: OCPIStatus = .invalidParameters
    ) throws(D.Failure) -> Routing {
        let distinct = Set(owners).sorted()
        guard distinct.count > 1 else {
            guard let owner = distinct.first else { return .refuse(missing) }
            return try direct(owner)
        }
        var reachable: [Onward] = []
        for owner in distinct {
            if case .success(let delivery) = try reach(owner) { reachable.append(delivery) }
        }
        guard reachable.count == 1 else {
            let names = distinct.map(\.description).joined(separator: ", ")
            return .refuse(.ocpi(ambiguous, "\(thing) is known at \(names): name the party in the TO headers"))
        }
        return .forward(reachable[0])
    }

    private var body: JSONObject? {
        if case .object(let object)? = request.body { object } else { nil }
    }

    private func member(_ name: String) -> JSONObject? {
        if case .object(let object)? = body?[name] { object } else { nil }
    }
}
