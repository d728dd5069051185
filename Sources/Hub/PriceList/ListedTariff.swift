import JSON
import Roaming
import SQLite

/// A version of a tariff as the price list shows it.
struct ListedTariff {
    let version: TariffRecord
    /// When what is shown changes by itself.
    let nextChange: Timestamp?
    let json: JSONValue

    /// The version that a session starting now is promised, then those that are announced for later; none for a tariff
    /// that is not shared with everybody or was withdrawn.
    static func all(
        _ db: Connection, _ owner: PartyID, _ tariffID: String, zone: ZoneRules?, at now: Timestamp
    ) throws -> [ListedTariff] {
        let versions = try TariffStore.versions(db, owner, tariffID)
        guard let latest = versions.last, latest.isShared, latest.deletedAt == nil else { return [] }
        let present = TariffInForce.promised(at: now, of: versions)
        // A version that was replaced before it came into force never will.
        let announced = latest.validFrom.map { now < $0 } == true ? latest : nil
        return try [present, announced].compactMap { $0 }.map {
            try ListedTariff($0, until: announced?.validFrom, zone: zone, at: now)
        }
    }

    private init(
        _ version: TariffRecord, until replaced: Timestamp?, zone: ZoneRules?, at now: Timestamp
    ) throws {
        self.version = version
        let tariff = try version.pricing()
        let current = version.isValid(at: now) ? CurrentPrice(tariff, at: now, zone: zone) : nil
        let change = [current?.nextChange ?? version.validFrom, replaced].compactMap { $0 }.min()
        nextChange = change
        var object: JSONObject = [
            "tariff_id": .string(version.tariffID), "version": .number(JSONNumber(version.version)),
        ]
        object["type"] = version.type.map(JSONValue.string)
        object["currency"] = .string(version.currency)
        object["tax_included"] = .string(tariff.tax.rawValue)
        object["valid_from"] = version.validFrom.map { .string($0.rfc3339) }
        object["valid_to"] = version.validTo.map { .string($0.rfc3339) }
        object["last_updated"] = .string(version.lastUpdated.rfc3339)
        object["headline"] = .array(Self.headline(tariff, zone: zone, at: now))
        if let current {
            var present = JSONObject()
            for part in current.prices { present[Self.name(part.dimension)] = Self.amounts(part.price, part.dimension) }
            object["now"] = .object(present)
        }
        object["next_change"] = change.map { .string($0.rfc3339) }
        object["tariff"] = try JSON.parse(version.raw)
        json = .object(object)
    }

    /// Element tests that a headline may take: it is made for each answer, and a tariff can be as odd as its CPO likes.
    private static let headlineWork = 100_000

    private static func headline(_ tariff: Tariff, zone: ZoneRules?, at now: Timestamp) -> [JSONValue] {
        TariffHeadline(tariff, now: now, zone: zone, work: headlineWork).prices.map { price in
            var object: JSONObject = ["per": .string(name(price.kind))]
            if let net = price.net { object["excl_vat"] = range(net) }
            if let gross = price.gross { object["incl_vat"] = range(gross) }
            object["varies"] = .bool(price.varies)
            return .object(object)
        }
    }

    private static func range(_ range: ClosedRange<ExactNumber>) -> JSONValue {
        ["from": number(range.lowerBound), "to": number(range.upperBound)]
    }

    private static func name(_ kind: HeadlinePrice.Kind) -> String {
        switch kind {
        case .energy: "kwh"
        case .chargingMinute: "charging_minute"
        case .parkingMinute: "parking_minute"
        case .connectedMinute: "connected_minute"
        case .session: "session"
        case .reservationMinute: "reserved_minute"
        case .reservationFee: "reservation"
        }
    }

    private static func name(_ dimension: TariffDimension) -> String {
        switch dimension {
        case .energy: "kwh"
        case .time: "charging_minute"
        case .parkingTime: "parking_minute"
        case .sessionTime: "connected_minute"
        case .flat: "session"
        }
    }

    /// Times per minute, to six decimals; the tariff has the exact price of an hour.
    private static func amounts(_ price: ExactPrice, _ dimension: TariffDimension) -> JSONValue {
        let perMinute = [.time, .parkingTime, .sessionTime].contains(dimension)
        func shown(_ number: ExactNumber?) -> JSONValue? {
            number.flatMap { perMinute ? try? $0.divided(by: ExactNumber(60)) : $0 }.map(Self.number)
        }
        var object = JSONObject()
        object["excl_vat"] = shown(price.net)
        object["incl_vat"] = shown(price.gross)
        return .object(object)
    }

    private static func number(_ number: ExactNumber) -> JSONValue {
        JSONNumber(literal: number.text(decimals: 6)).map(JSONValue.number) ?? .null
    }
}
