import JSON
import Roaming

@testable import OCPI

/// Our own objects, as partners write them.
enum Samples {
    static func parse(_ text: String) throws -> JSONValue { try JSON.parse(Array(text.utf8)) }

    static let session = """
        {"country_code":"nl","party_id":"Fas","id":"S-1","start_date_time":"2026-11-22T16:00:00","kwh":3.25,
        "cdr_token":{"country_code":"DE","party_id":"EMP","uid":"04A1","type":"RFID","contract_id":"DE-EMP-C1"},
        "auth_method":"WHITELIST","location_id":"L1","evse_uid":"E1","connector_id":"1","currency":"EUR",
        "charging_periods":[{"start_date_time":"2026-11-22T16:00:00Z","dimensions":[{"type":"ENERGY","volume":3.25}]}],
        "total_cost":null,"status":"ACTIVE","last_updated":"2026-11-22T16:10:00Z","partner_extra":{"a":1}}
        """

    static let cdr = """
        {"country_code":"NL","party_id":"FAS","id":"C-1","start_date_time":"2026-11-22T16:00:00Z",
        "end_date_time":"2026-11-22T17:00:00Z","session_id":"S-1",
        "cdr_token":{"country_code":"DE","party_id":"EMP","uid":"04A1","type":"RFID","contract_id":"DE-EMP-C1"},
        "auth_method":"AUTH_REQUEST","cdr_location":{"id":"L1","address":"Kade 1","city":"Delft","country":"NLD",
        "coordinates":{"latitude":"52.0116","longitude":"4.3571"},"evse_uid":"E1","evse_id":"NL*FAS*E1",
        "connector_id":"1","connector_standard":"IEC_62196_T2","connector_format":"SOCKET",
        "connector_power_type":"AC_3_PHASE"},"currency":"EUR","charging_periods":[{"start_date_time":
        "2026-11-22T16:00:00Z","dimensions":[{"type":"ENERGY","volume":11.0},{"type":"TIME","volume":1}]}],
        "signed_data":{"encoding_method":"OCMF","signed_values":[{"nature":"Start","plain_data":"p","signed_data":
        "OCMF|{}|{}"}]},"total_cost":{"excl_vat":6.49},"total_energy":11.0,"total_time":1,
        "last_updated":"2026-11-22T17:00:01Z"}
        """

    /// The object with one member replaced, or removed by nil.
    static func changed(_ text: String, _ name: String, to value: JSONValue?) throws -> ObjectReader {
        guard case .object(var object) = try parse(text) else { throw CancellationError() }
        object[name] = value
        return try ObjectReader(.object(object))
    }
}
