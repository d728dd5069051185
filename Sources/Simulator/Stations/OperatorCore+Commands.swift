import OCPI
import Roaming

extension OperatorCore {
    /// What a CPO says to a command at once, and what it sends afterwards.
    struct Obedience: Sendable {
        /// Nil for a location the CPO does not have: OCPI 2003 instead of an answer.
        let response: V221.CommandResponse?
        let outgoing: [Outgoing]

        static let unknownLocation = Obedience(response: nil, outgoing: [])
    }

    /// Obeys a command; results go to its response_url, in the lane of the EVSE they are about.
    mutating func obey(_ command: V221.Command) -> Obedience {
        switch command {
        case .startSession(let body): start(body)
        case .stopSession(let id, let url): stop(id, url)
        case .reserveNow(let body): reserve(body)
        case .cancelReservation(let id, let url): cancel(id, url)
        case .unlockConnector(let location, let evse, _, let url): unlock(location, evse, url)
        }
    }

    private mutating func start(_ body: V221.StartSession) -> Obedience {
        guard knows(body.locationID) else { return .unknownLocation }
        guard let index = choose(body.locationID, body.evseUID), stations[index].takes(body.token) else {
            return accepted(.evseOccupied, .startSession, body.responseURL, lane: body.evseUID ?? body.locationID)
        }
        var out: [Outgoing] = []
        result(.accepted, .startSession, body.responseURL, lane: stations[index].evseUID, &out)
        start(index, body.token.cdrToken, .command, body.authorizationReference, &out)
        return obeyed(out)
    }

    private mutating func stop(_ id: String, _ url: String) -> Obedience {
        guard let index = stations.firstIndex(where: { $0.charge?.id.uppercased() == id.uppercased() }) else {
            return Obedience(response: V221.CommandResponse(result: .unknownSession, timeout: 0), outgoing: [])
        }
        var out: [Outgoing] = []
        result(.accepted, .stopSession, url, lane: stations[index].evseUID, &out)
        complete(index, &out)
        return obeyed(out)
    }

    private mutating func reserve(_ body: V221.ReserveNow) -> Obedience {
        guard knows(body.locationID) else { return .unknownLocation }
        if let index = reservation(body.reservationID) {
            stations[index].state = .reserved(
                id: body.reservationID, token: body.token.cdrToken, until: body.expiry)
            return accepted(.accepted, .reserveNow, body.responseURL, lane: stations[index].evseUID)
        }
        guard let index = choose(body.locationID, body.evseUID), stations[index].isFree else {
            return accepted(.evseOccupied, .reserveNow, body.responseURL, lane: body.evseUID ?? body.locationID)
        }
        stations[index].state = .reserved(id: body.reservationID, token: body.token.cdrToken, until: body.expiry)
        var out: [Outgoing] = []
        result(.accepted, .reserveNow, body.responseURL, lane: stations[index].evseUID, &out)
        status(.reserved, index, &out)
        return obeyed(out)
    }

    private mutating func cancel(_ id: String, _ url: String) -> Obedience {
        guard let index = reservation(id) else {
            return accepted(.unknownReservation, .cancelReservation, url, lane: "reservations")
        }
        var out: [Outgoing] = []
        result(.accepted, .cancelReservation, url, lane: stations[index].evseUID, &out)
        leave(index, &out)
        return obeyed(out)
    }

    private mutating func unlock(_ locationID: String, _ evseUID: String, _ url: String) -> Obedience {
        guard let index = choose(locationID, evseUID) else { return .unknownLocation }
        return accepted(stations[index].charge == nil ? .accepted : .failed, .unlockConnector, url, lane: evseUID)
    }

    /// The EVSE named, or the first free one of the location.
    private func choose(_ locationID: String, _ evseUID: String?) -> Int? {
        let here = stations.indices.filter { stations[$0].locationID.uppercased() == locationID.uppercased() }
        guard let evseUID else { return here.first { stations[$0].isFree } }
        return here.first { stations[$0].evseUID.uppercased() == evseUID.uppercased() }
    }

    private func knows(_ locationID: String) -> Bool {
        fleet.locations.contains { $0.id.uppercased() == locationID.uppercased() }
    }

    private func reservation(_ id: String) -> Int? {
        stations.firstIndex {
            if case .reserved(let known, _, _) = $0.state { known.uppercased() == id.uppercased() } else { false }
        }
    }

    private mutating func accepted(
        _ outcome: V221.CommandResult.Result, _ type: V221.CommandType, _ url: String, lane: String
    ) -> Obedience {
        var out: [Outgoing] = []
        result(outcome, type, url, lane: lane, &out)
        return obeyed(out)
    }

    private mutating func obeyed(_ out: [Outgoing]) -> Obedience {
        counters.commandsObeyed += 1
        return Obedience(response: V221.CommandResponse(result: .accepted, timeout: 30), outgoing: out)
    }

    private mutating func result(
        _ outcome: V221.CommandResult.Result, _ type: V221.CommandType, _ url: String, lane: String,
        _ out: inout [Outgoing]
    ) {
        guard misbehaviour.sendsResult() else { return }
        counters.results += 1
        out.append(
            Outgoing(lane: lane, message: .result(V221.CommandResult(result: outcome), command: type, url: url)))
    }
}

extension Station {
    /// Whether a session may start here for a token: nobody is here, or it was reserved for this token.
    fileprivate func takes(_ token: V221.Token) -> Bool {
        switch state {
        case .free: true
        case .reserved(_, let holder, _): holder.uid == token.uid && holder.party == token.party
        default: false
        }
    }
}
