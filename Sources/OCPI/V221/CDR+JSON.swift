import JSON
import Roaming

extension V221.CDR {
    public init(_ reader: ObjectReader) throws(FieldError) {
        party = try reader.party()
        id = try reader.identifier("id", max: 39)
        start = try reader.timestamp("start_date_time")
        end = try reader.timestamp("end_date_time")
        sessionID = try reader.optionalIdentifier("session_id", max: 36)
        token = try reader.one("cdr_token", V221.CDRToken.init)
        authMethod = try reader.choice("auth_method", V221.AuthMethod.self)
        authorizationReference = try reader.optionalIdentifier("authorization_reference", max: 36)
        location = try reader.one("cdr_location", V221.CDRLocation.init)
        meterID = try reader.optionalText("meter_id", max: 255)
        currency = try reader.currency("currency")
        tariffs = try reader.list("tariffs", V221.Tariff.init)
        periods = try reader.nonEmptyList("charging_periods", V221.ChargingPeriod.init)
        signedData = try reader.oneIfPresent("signed_data", V221.SignedData.init)
        totalCost = try reader.one("total_cost", V221.Price.init)
        totalFixedCost = try reader.oneIfPresent("total_fixed_cost", V221.Price.init)
        totalEnergy = try reader.quantity("total_energy")
        totalEnergyCost = try reader.oneIfPresent("total_energy_cost", V221.Price.init)
        totalTime = try reader.quantity("total_time")
        totalTimeCost = try reader.oneIfPresent("total_time_cost", V221.Price.init)
        totalParkingTime = try reader.optionalQuantity("total_parking_time")
        totalParkingCost = try reader.oneIfPresent("total_parking_cost", V221.Price.init)
        totalReservationCost = try reader.oneIfPresent("total_reservation_cost", V221.Price.init)
        remark = try reader.optionalText("remark", max: 255)
        invoiceReferenceID = try reader.optionalIdentifier("invoice_reference_id", max: 39)
        credit = try reader.optionalBool("credit") ?? false
        creditReferenceID = try reader.optionalIdentifier("credit_reference_id", max: 39)
        homeChargingCompensation = try reader.optionalBool("home_charging_compensation") ?? false
        lastUpdated = try reader.timestamp("last_updated")
        if credit, creditReferenceID == nil {
            throw reader.fail("credit_reference_id", rule: "is required when credit is true")
        }
        var warnings: [String] = []
        if end < start { warnings.append("end_date_time is before start_date_time") }
        if lastUpdated < end { warnings.append("last_updated is before end_date_time") }
        if sessionID == nil { warnings.append("session_id is missing") }
        if location.address.utf8.count > 45 { warnings.append("cdr_location.address is longer than 45 characters") }
        if location.isEVSEUIDMissing { warnings.append("cdr_location.evse_uid is missing; evse_id is used") }
        if !credit, id.utf8.count > 36 { warnings.append("id is longer than 36 characters") }
        self.warnings = warnings
    }

    public var json: JSONValue {
        var object: JSONObject = [:]
        object.set(party)
        object["id"] = .string(id)
        object["start_date_time"] = .timestamp(start)
        object["end_date_time"] = .timestamp(end)
        object["session_id"] = sessionID.map(JSONValue.string)
        object["cdr_token"] = token.json
        object["auth_method"] = .string(authMethod.rawValue)
        object["authorization_reference"] = authorizationReference.map(JSONValue.string)
        object["cdr_location"] = location.json
        object["meter_id"] = meterID.map(JSONValue.string)
        object["currency"] = .string(currency.code)
        object["tariffs"] = .list(tariffs, \.json)
        object["charging_periods"] = .array(periods.map(\.json))
        object["signed_data"] = signedData?.json
        object["total_cost"] = totalCost.json
        object["total_fixed_cost"] = totalFixedCost?.json
        object["total_energy"] = totalEnergy.json
        object["total_energy_cost"] = totalEnergyCost?.json
        object["total_time"] = totalTime.json
        object["total_time_cost"] = totalTimeCost?.json
        object["total_parking_time"] = totalParkingTime?.json
        object["total_parking_cost"] = totalParkingCost?.json
        object["total_reservation_cost"] = totalReservationCost?.json
        object["remark"] = remark.map(JSONValue.string)
        object["invoice_reference_id"] = invoiceReferenceID.map(JSONValue.string)
        if credit { object["credit"] = true }
        object["credit_reference_id"] = creditReferenceID.map(JSONValue.string)
        if homeChargingCompensation { object["home_charging_compensation"] = true }
        object["last_updated"] = .timestamp(lastUpdated)
        return .object(object)
    }
}
