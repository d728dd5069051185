import JSON

/// OCPI objects of a CPO NL*FAS and the driver's party NL*TNM that agree with each other.
enum Samples {
    static let tariff: JSONValue = [
        "country_code": "NL", "party_id": "FAS", "id": "T1", "currency": "EUR",
        "elements": [["price_components": [["type": "ENERGY", "price": 0.5.json, "vat": 21, "step_size": 1]]]],
        "last_updated": "2026-11-22T10:00:00Z",
    ]

    static let location: JSONValue = [
        "country_code": "NL", "party_id": "FAS", "id": "LOC1", "publish": true, "name": "Depot", "address": "Dock 1",
        "city": "Utrecht", "country": "NLD", "coordinates": ["latitude": "52.09", "longitude": "5.12"],
        "time_zone": "Europe/Amsterdam",
        "evses": [
            [
                "uid": "E1", "evse_id": "NL*FAS*E1", "status": "AVAILABLE", "last_updated": "2026-11-22T10:00:00Z",
                "connectors": [
                    [
                        "id": "1", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE",
                        "max_voltage": 400, "max_amperage": 32, "tariff_ids": ["T1"],
                        "last_updated": "2026-11-22T10:00:00Z",
                    ]
                ],
            ]
        ], "last_updated": "2026-11-22T10:00:00Z",
    ]

    static let token: JSONValue = [
        "country_code": "NL", "party_id": "TNM", "uid": "04AABB", "type": "RFID", "contract_id": "NLTNMC000000018",
        "issuer": "TNM", "valid": true, "whitelist": "ALWAYS", "last_updated": "2026-11-22T10:00:00Z",
    ]

    static let cdrToken: JSONValue = [
        "country_code": "NL", "party_id": "TNM", "uid": "04AABB", "type": "RFID", "contract_id": "NLTNMC000000018",
    ]

    static func session(
        _ id: String = "S1", kwh: JSONValue = 2, status: String = "ACTIVE", updated: String = "2026-11-22T11:30:00Z"
    ) -> JSONValue {
        var object: JSONObject = [
            "country_code": "NL", "party_id": "FAS", "id": .string(id), "start_date_time": "2026-11-22T11:00:00Z",
            "kwh": kwh, "cdr_token": cdrToken, "auth_method": "WHITELIST", "location_id": "LOC1", "evse_uid": "E1",
            "connector_id": "1", "currency": "EUR", "status": .string(status), "last_updated": .string(updated),
        ]
        if status == "COMPLETED" { object["end_date_time"] = .string(updated) }
        return .object(object)
    }

    /// 10 kWh at 0.50: 5.00 without VAT, 6.05 with it.
    static func cdr(_ id: String = "C1", session: String = "S1", total: JSONValue = 5.0.json) -> JSONValue {
        [
            "country_code": "NL", "party_id": "FAS", "id": .string(id), "start_date_time": "2026-11-22T11:00:00Z",
            "end_date_time": "2026-11-22T11:45:00Z", "session_id": .string(session), "cdr_token": cdrToken,
            "auth_method": "WHITELIST",
            "cdr_location": [
                "id": "LOC1", "address": "Dock 1", "city": "Utrecht", "country": "NLD",
                "coordinates": ["latitude": "52.09", "longitude": "5.12"], "evse_uid": "E1", "evse_id": "NL*FAS*E1",
                "connector_id": "1", "connector_standard": "IEC_62196_T2", "connector_format": "SOCKET",
                "connector_power_type": "AC_3_PHASE",
            ], "currency": "EUR", "tariffs": [tariff],
            "charging_periods": [
                [
                    "start_date_time": "2026-11-22T11:00:00Z", "tariff_id": "T1",
                    "dimensions": [["type": "ENERGY", "volume": 10], ["type": "TIME", "volume": 0.75.json]],
                ]
            ], "total_cost": ["excl_vat": total], "total_energy": 10, "total_time": 0.75.json,
            "last_updated": "2026-11-22T11:46:00Z",
        ]
    }
}

extension Double {
    /// For samples only: a literal whose shortest text is what it says.
    var json: JSONValue { JSONNumber(literal: "\(self)").map(JSONValue.number) ?? .null }
}
