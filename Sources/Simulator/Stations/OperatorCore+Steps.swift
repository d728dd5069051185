import JSON
import OCPI
import Roaming

extension OperatorCore {
    /// One step of one station, now that the clock has moved.
    mutating func moveStation(_ index: Int, _ out: inout [Outgoing]) {
        switch stations[index].state {
        case .free(let until) where until <= clock:
            welcomeDriver(index, &out)
        case .reserved(_, _, let until) where until <= clock:
            leave(index, &out)
        case .asking(_, let since) where clock - since > .seconds(300):
            // No answer from the eMSP: the driver gives up.
            leave(index, &out, wasOccupied: false)
        case .charging(var charge):
            charge.step()
            stations[index].state = .charging(charge)
            charging(charge, index, &out)
        default:
            break
        }
    }

    private mutating func charging(_ charge: Charge, _ index: Int, _ out: inout [Outgoing]) {
        if misbehaviour.isStuck(charge) {
            stations[index].state = .stuck(charge)
            status(.available, index, &out)
        } else if charge.isOver, !misbehaviour.willBeStuck(charge.id) {
            complete(index, &out)
        } else if charge.steps % max(1, rate.updateSeconds / ChargingCurve.stepSeconds) == 0 {
            update(index, &out)
        }
    }

    /// The eMSP's answer about the token that was shown at an EVSE; nil when it does not know it or did not answer.
    mutating func authorized(_ info: V221.AuthorizationInfo?, evseUID: String) -> [Outgoing] {
        guard let index = stationIndex(ofEVSE: evseUID), case .asking(let token, _) = stations[index].state else {
            return []
        }
        counters.authorizations += 1
        var out: [Outgoing] = []
        if info?.allowed == .allowed {
            start(index, token.cdrToken, .authRequest, info?.authorizationReference, &out)
        } else {
            leave(index, &out, wasOccupied: false)
        }
        return out
    }

    private mutating func welcomeDriver(_ index: Int, _ out: inout [Outgoing]) {
        guard !tokens.isEmpty else { return }
        let token = tokens[random.int(0...tokens.count - 1)]
        if token.whitelist == .never || random.chance(percent: rate.authorizePercent) {
            let station = stations[index]
            stations[index].state = .asking(token, since: clock)
            out.append(
                Outgoing(
                    lane: station.evseUID,
                    message: .authorize(token, locationID: station.locationID, evseUID: station.evseUID)))
        } else if token.valid {
            start(index, token.cdrToken, .whitelist, nil, &out)
        } else {
            leave(index, &out, wasOccupied: false)
        }
    }

    mutating func start(
        _ index: Int, _ token: V221.CDRToken, _ method: V221.AuthMethod, _ reference: String?, _ out: inout [Outgoing]
    ) {
        let id = nextSessionID()
        misbehaviour.sessionStarted(id, by: method)
        let minutes = random.int(rate.sessionMinutes)
        let charge = Charge(
            id: id, token: token, authMethod: method, authorizationReference: reference,
            start: clock, curve: stations[index].curve(random: &random), prices: PriceList(tariff(at: index)),
            clock: misbehaviour.readsUTC(id) ? .utc : plan.country.zone,
            stayForSteps: max(2, minutes * 60 / ChargingCurve.stepSeconds))
        stations[index].state = .charging(charge)
        counters.sessionsStarted += 1
        counters.sessionsActive += 1
        status(.charging, index, &out)
        put(charge, .active, index, &out)
    }

    private mutating func update(_ index: Int, _ out: inout [Outgoing]) {
        guard case .charging(var charge) = stations[index].state else { return }
        let before = charge.periods.count
        charge.closePeriod()
        charge.updates += 1
        stations[index].state = .charging(charge)
        let tariff = tariff(at: index)
        let session = session(charge, .active, index)
        remember(session)
        counters.updates += 1
        if mustSendWhole(charge.id) {
            out.append(Outgoing(lane: stations[index].evseUID, message: .putSession(session)))
            return
        }
        var patch: JSONObject = ["kwh": session.kwh.json]
        patch["charging_periods"] = .array(charge.periods[before...].map { $0.charging(under: tariff).json })
        patch["total_cost"] = session.totalCost?.json
        patch["last_updated"] = .string(session.lastUpdated.rfc3339)
        out.append(
            Outgoing(
                lane: stations[index].evseUID,
                message: .patchSession(id: charge.id, dp: charge.token.party, patch)))
    }

    /// The driver leaves: the session is final, and its CDR follows a step later.
    mutating func complete(_ index: Int, _ out: inout [Outgoing]) {
        guard var charge = stations[index].charge else { return }
        charge.closePeriod()
        put(charge, .completed, index, &out)
        counters.sessionsActive -= 1
        counters.sessionsCompleted += 1
        let then = misbehaviour.sessionCompleted()
        if then.goesBackward {
            var patch: JSONObject = ["kwh": Quantity.kilowattHours(charge.wh / 2).json, "status": "ACTIVE"]
            patch["last_updated"] = .string((charge.now + .seconds(1)).rfc3339)
            later(.patchSession(id: charge.id, dp: charge.token.party, patch), from: index, after: .seconds(20))
        }
        // A session without a step has nothing to bill.
        if then.sendsCDR, charge.steps > 0 { bill(charge, index) }
        leave(index, &out)
    }

    private mutating func bill(_ charge: Charge, _ index: Int) {
        guard let cdr = CDRMaker(core: self, charge: charge, index: index) else { return }
        let claims = misbehaviour.claims(for: cdr.costs.total)
        let first = cdr.make(claiming: claims.first)
        keep(first)
        later(.cdr(first), from: index, after: .seconds(ChargingCurve.stepSeconds))
        for (place, total) in claims.again.enumerated() {
            later(
                .cdr(cdr.make(claiming: total)), from: index, after: .seconds(ChargingCurve.stepSeconds * (place + 3)))
        }
    }

    /// Free again, for as long as the plan says.
    mutating func leave(_ index: Int, _ out: inout [Outgoing], wasOccupied: Bool = true) {
        let idle = random.int(rate.idleMinutes) * 60 + random.int(0...59)
        stations[index].state = .free(until: clock + .seconds(idle))
        if wasOccupied { status(.available, index, &out) }
    }

    mutating func status(_ status: V221.EVSEStatus, _ index: Int, _ out: inout [Outgoing]) {
        let station = stations[index]
        fleet.set(status, ofEVSE: station.evseUID, at: clock)
        out.append(
            Outgoing(
                lane: station.evseUID,
                message: .evseStatus(
                    status, locationID: station.locationID, evseUID: station.evseUID, at: clock)))
    }

    private mutating func put(
        _ charge: Charge, _ status: V221.SessionStatus, _ index: Int, _ out: inout [Outgoing]
    ) {
        let session = session(charge, status, index)
        remember(session)
        out.append(Outgoing(lane: stations[index].evseUID, message: .putSession(session)))
    }

    func tariff(at index: Int) -> V221.Tariff {
        book.tariff(stations[index].connector.tariffIDs.first ?? "")
    }

    func session(_ charge: Charge, _ status: V221.SessionStatus, _ index: Int) -> V221.Session {
        let station = stations[index]
        let tariff = tariff(at: index)
        let costs = Pricing(charge)
        return V221.Session(
            party: plan.id, id: charge.id, start: charge.start, end: status == .completed ? charge.now : nil,
            kwh: misbehaviour.reported(charge.wh, in: charge.id), token: charge.token, authMethod: charge.authMethod,
            authorizationReference: charge.authorizationReference, locationID: station.locationID,
            evseUID: station.evseUID, connectorID: station.connector.id, currency: plan.currency,
            periods: charge.periods.map { $0.charging(under: tariff) }, totalCost: costs.price(costs.total),
            status: status, lastUpdated: charge.now)
    }
}
