import OCPI
import Roaming

/// Makes the CDR of a charge that is over; only what is claimed in total may differ from the correct price.
struct CDRMaker {
    let costs: Pricing
    private let plan: PartyPlan
    private let charge: Charge
    private let location: V221.CDRLocation
    private let tariff: V221.Tariff

    /// Nil when the EVSE is not in the fleet.
    init?(core: OperatorCore, charge: Charge, index: Int) {
        let station = core.stations[index]
        guard let (location, evse) = core.fleet.evse(station.evseUID) else { return nil }
        plan = core.plan
        self.charge = charge
        self.location = V221.CDRLocation(location, evse: evse, connector: station.connector)
        tariff = core.tariff(at: index)
        costs = Pricing(charge)
    }

    /// - Parameter total: ten-thousandths of the currency, without VAT.
    func make(claiming total: Int64) -> V221.CDR {
        func part(_ amount: Int64) -> V221.Price? { amount == 0 ? nil : costs.price(amount) }
        return V221.CDR(
            party: plan.id, id: "C-\(charge.id)", start: charge.start, end: charge.now, sessionID: charge.id,
            token: charge.token, authMethod: charge.authMethod,
            authorizationReference: charge.authorizationReference, location: location, currency: plan.currency,
            tariffs: [tariff], periods: charge.periods.map { $0.charging(under: tariff) },
            totalCost: costs.price(total), totalFixedCost: part(costs.flat), totalEnergy: .kilowattHours(charge.wh),
            totalEnergyCost: part(costs.energy), totalTime: .hours(steps: charge.steps),
            totalTimeCost: part(costs.time),
            totalParkingTime: charge.parkingSteps == 0 ? nil : .hours(steps: charge.parkingSteps),
            totalParkingCost: part(costs.parking), lastUpdated: charge.now + .seconds(ChargingCurve.stepSeconds))
    }
}
