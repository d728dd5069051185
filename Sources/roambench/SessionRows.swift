import SQLite

/// What one session PUT, forwarded and answered, leaves in the hub's tables: two messages, their answers, the session,
/// its place in the feed. In the columns of the hub's schema, with bytes of the size real ones have.
struct SessionRows: Sendable {
    static let insertMessage = """
        INSERT INTO message (direction, platform_id, from_party, to_party, method, path, headers, body, request_id,
          correlation_id, module, object_id, session_ref, cause_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    static let insertAnswer = """
        INSERT INTO message_answer (message_id, http_status, ocpi_status, headers, body, latency_us, outcome, detail, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    static let upsertSession = """
        INSERT INTO session (cpo, dp, session_id, raw, status, started_at, ended_at, energy, power_w, power_history,
          location_id, evse_uid, evse_id, connector_id, token_uid, token_type, contract_id, auth_method,
          authorization_reference, currency, cost_minor, cost_source, last_updated, received_at, flags, flag_reason,
          cdr_id, tariff_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (cpo, session_id) DO UPDATE SET
          raw = excluded.raw, status = excluded.status, energy = excluded.energy, power_w = excluded.power_w,
          power_history = excluded.power_history, last_updated = excluded.last_updated,
          received_at = excluded.received_at
        """
    static let moveFeed = """
        INSERT INTO feed (seq, kind, id, version, is_deleted, at)
        VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM feed), 'session', ?, 1, 0, ?)
        ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, at = excluded.at
        """

    private let headers: String
    private let filler: [UInt8]

    init() {
        headers = """
            [["Host","127.0.0.1:8080"],["Authorization","Token fp:0a1b2c3d"],["Content-Type","application/json"],\
            ["X-Request-ID","f0ad9a8e-7a0b-4b4f-9d1d-1f6a6b8b0001"],["X-Correlation-ID","f0ad9a8e-7a0b-4b4f-9d1d-1f6a6b8b0002"],\
            ["OCPI-from-country-code","NL"],["OCPI-from-party-id","FAS"],["OCPI-to-country-code","DE"],["OCPI-to-party-id","EMP"]]
            """
        filler = Array(repeating: UInt8(ascii: "x"), count: 820)
    }

    private func body(_ session: Int, _ update: Int) -> [UInt8] {
        Array("{\"id\":\"S\(session)\",\"kwh\":\(update)}".utf8) + filler
    }

    func message(_ direction: String, session: Int, update: Int, cause: Int64?) -> [SQLValue] {
        [
            .text(direction), .integer(direction == "in" ? 1 : 2), .text("NL*FAS"), .text("DE*EMP"), .text("PUT"),
            .text("/ocpi/2.2.1/receiver/sessions/NL/FAS/S\(session)"), .text(headers), .blob(body(session, update)),
            .text("r-\(direction)-\(update)-7a0b-4b4f-9d1d-1f6a6b8b0001"),
            .text("\(update &* 7919)-7a0b-4b4f-9d1d-1f6a6b8b"),
            .text("sessions"), .text("S\(session)"), .text("NL*FAS/S\(session)"), cause.map { .integer($0) } ?? .null,
            .integer(1_795_363_200_000 + Int64(update)),
        ]
    }

    func answer(to message: Int64, update: Int) -> [SQLValue] {
        [
            .integer(message), .integer(200), .integer(1000), .text(headers),
            .blob(Array("{\"status_code\":1000,\"timestamp\":\"2026-11-22T16:00:00Z\"}".utf8)), .integer(1500),
            .text("ok"), .null, .integer(1_795_363_200_002 + Int64(update)),
        ]
    }

    func session(_ session: Int, update: Int) -> [SQLValue] {
        let moment: SQLValue = .integer(1_795_363_200_000 + Int64(update))
        return [
            .text("NL*FAS"), .text("DE*EMP"), .text("S\(session)"), .blob(body(session, update)), .text("ACTIVE"),
            .integer(1_795_363_200_000), .null, .integer(Int64(update)), .integer(11_000),
            .text("11000 11000 11000 11000 11000 11000 11000 11000"), .text("LOC1"), .text("E1"), .text("NL*FAS*E1"),
            .text("1"), .text("04AB12CD"), .text("RFID"), .text("DE-EMP-C1"), .text("WHITELIST"), .null, .text("EUR"),
            .null,
            .null, moment, moment, .text(""), .null, .null, .text("T1"),
        ]
    }

    func feed(_ session: Int, update: Int) -> [SQLValue] {
        [.text("NL*FAS/S\(session)"), .integer(1_795_363_200_000 + Int64(update))]
    }
}
