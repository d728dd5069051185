import Roaming

extension V221.CDR {
    /// The CDR as clearing and rating read it. Numbers with more than four decimals are named by their field.
    public var chargeDetail: ChargeDetail {
        var rounded = RoundedFields()
        let claim = Claim(
            total: rounded.price("total_cost", totalCost), energy: rounded.amount("total_energy", totalEnergy),
            time: rounded.amount("total_time", totalTime),
            fixed: rounded.price("total_fixed_cost", totalFixedCost),
            energyCost: rounded.price("total_energy_cost", totalEnergyCost),
            timeCost: rounded.price("total_time_cost", totalTimeCost),
            parkingTime: rounded.amount("total_parking_time", totalParkingTime),
            parkingCost: rounded.price("total_parking_cost", totalParkingCost),
            reservationCost: rounded.price("total_reservation_cost", totalReservationCost))
        var periods: [ChargePeriod] = []
        for (index, period) in self.periods.enumerated() {
            let volumes = period.dimensions.map { dimension in
                Volume(
                    VolumeDimension(rawValue: dimension.type.rawValue) ?? .other,
                    rounded.amount("charging_periods[\(index)]", dimension.volume))
            }
            periods.append(ChargePeriod(start: period.start, volumes: volumes, tariffID: period.tariffID))
        }
        return ChargeDetail(
            key: CDRKey(cpo: party, id: id), start: start, end: end, sessionID: sessionID,
            token: TokenReference(
                owner: token.party, uid: token.uid, type: token.type.rawValue, contractID: token.contractID),
            place: ChargePlace(
                locationID: location.id, evseUID: location.evseUID, connectorID: location.connectorID),
            currency: currency, tariffs: tariffs.map(\.pricing), periods: periods, claim: claim,
            credits: credit ? creditReferenceID ?? "" : nil, lastUpdated: lastUpdated,
            roundedFields: rounded.names)
    }
}

extension V221.Session {
    /// The session so far as rating reads it; it claims what it costs and nothing more.
    public var chargeDetail: ChargeDetail {
        let periods = self.periods.map { period in
            ChargePeriod(
                start: period.start,
                volumes: period.dimensions.map {
                    Volume(VolumeDimension(rawValue: $0.type.rawValue) ?? .other, $0.volume.decimal)
                }, tariffID: period.tariffID)
        }
        return ChargeDetail(
            key: CDRKey(cpo: party, id: id), start: start, end: end ?? lastUpdated, sessionID: id,
            token: TokenReference(
                owner: token.party, uid: token.uid, type: token.type.rawValue, contractID: token.contractID),
            place: ChargePlace(locationID: locationID, evseUID: evseUID, connectorID: connectorID),
            currency: currency, tariffs: [], periods: periods,
            claim: Claim(total: totalCost?.pricing ?? .zero, energy: kwh.decimal, time: .zero),
            lastUpdated: lastUpdated)
    }
}

extension V221.Tariff {
    /// The tariff as rating reads it.
    public var pricing: Roaming.Tariff {
        Roaming.Tariff(
            owner: party, id: id, currency: currency, type: type,
            elements: elements.map { element in
                Roaming.TariffElement(
                    components: element.components.map(\.pricing),
                    restrictions: element.restrictions?.pricing ?? .none)
            }, minimumPrice: minPrice?.pricing, maximumPrice: maxPrice?.pricing, validFrom: start, validTo: end,
            lastUpdated: lastUpdated)
    }
}

extension V221.Price {
    public var pricing: Roaming.Price {
        Roaming.Price(excludingVAT: exclVAT.decimal, includingVAT: inclVAT?.decimal)
    }
}

extension V221.PriceComponent {
    fileprivate var pricing: Roaming.PriceComponent {
        let dimension: Roaming.TariffDimension =
            switch type {
            case .energy: .energy
            case .flat: .flat
            case .parkingTime: .parkingTime
            case .time: .time
            }
        return Roaming.PriceComponent(
            dimension: dimension, price: price.decimal, vat: vat?.decimal, stepSize: stepSize)
    }
}

extension V221.TariffRestrictions {
    fileprivate var pricing: Roaming.TariffRestrictions {
        let phase = reservation.flatMap { ReservationPhase(rawValue: $0) }
        // What is not understood must not be taken for no restriction.
        var unknown = members.filter { $0.value != .array([]) }.keys.filter { !Self.known.contains($0) }.sorted()
        if reservation != nil, phase == nil { unknown.append("reservation") }
        return Roaming.TariffRestrictions(
            startMinute: startTime.flatMap(Self.minute), endMinute: endTime.flatMap(Self.minute),
            startDate: startDate.flatMap { CivilDate($0) }, endDate: endDate.flatMap { CivilDate($0) },
            minimumEnergy: minKWh?.decimal, maximumEnergy: maxKWh?.decimal, minimumCurrent: minCurrent?.decimal,
            maximumCurrent: maxCurrent?.decimal, minimumPower: minPower?.decimal, maximumPower: maxPower?.decimal,
            minimumDuration: minDuration, maximumDuration: maxDuration,
            weekdays: Set(daysOfWeek.compactMap { Self.weekdays.firstIndex(of: $0).map { $0 + 1 } }),
            reservation: phase, unknown: unknown)
    }

    /// Minutes since midnight of a time that was checked when it was read, `hh:mm`.
    private static func minute(_ clock: String) -> Int? {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        return parts.count == 2 ? parts[0] * 60 + parts[1] : nil
    }

    private static let weekdays = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
    private static let known: Set<String> = [
        "start_time", "end_time", "start_date", "end_date", "min_kwh", "max_kwh", "min_current", "max_current",
        "min_power", "max_power", "min_duration", "max_duration", "day_of_week", "reservation",
    ]
}

/// Reads amounts and remembers which fields had more than four decimals.
private struct RoundedFields {
    private(set) var names: [String] = []

    mutating func amount(_ name: String, _ quantity: Quantity) -> Decimal4 {
        var rounded = false
        let value = Decimal4(quantity.literal, wasRounded: &rounded) ?? quantity.decimal
        if rounded { names.append(name) }
        return value
    }

    mutating func amount(_ name: String, _ quantity: Quantity?) -> Decimal4? {
        quantity.map { amount(name, $0) }
    }

    mutating func price(_ name: String, _ price: V221.Price) -> Roaming.Price {
        Roaming.Price(
            excludingVAT: amount("\(name).excl_vat", price.exclVAT),
            includingVAT: amount("\(name).incl_vat", price.inclVAT))
    }

    mutating func price(_ name: String, _ price: V221.Price?) -> Roaming.Price? {
        price.map { self.price(name, $0) }
    }
}
