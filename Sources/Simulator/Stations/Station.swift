import OCPI
import Roaming

/// One EVSE with its driver of the moment. It moves in steps of 36 virtual seconds and never looks at a clock.
struct Station: Sendable {
    enum State: Hashable, Sendable {
        /// Nobody here until then.
        case free(until: Timestamp)
        /// A card was shown, and its eMSP is being asked.
        case asking(V221.Token, since: Timestamp)
        case reserved(id: String, token: V221.CDRToken, until: Timestamp)
        case charging(Charge)
        /// Still charging for all the world knows: the fault of a session that nobody ends.
        case stuck(Charge)
    }

    let evseUID: String
    let locationID: String
    let connector: V221.Connector
    var state: State

    var charge: Charge? {
        switch state {
        case .charging(let charge), .stuck(let charge): charge
        default: nil
        }
    }

    var isFree: Bool {
        if case .free = state { true } else { false }
    }

    /// The car that comes next: bigger and emptier ones at fast chargers.
    func curve(random: inout SeededRandom) -> ChargingCurve {
        let isFast = connector.powerType == "DC"
        let battery = isFast ? random.int(52...95) : random.int(30...77)
        let car = isFast ? random.int(60...150) * 1000 : [7400, 11_000, 22_000][random.int(0...2)]
        return ChargingCurve(
            peakWatts: min(car, connector.maxElectricPower ?? car), batteryWh: battery * 1000,
            startPermille: random.int(80...450), targetPermille: random.int(700...1000))
    }
}
