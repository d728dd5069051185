import Digest
import JSON
import OCPI
import Roaming
import SQLite

/// Takes what owners push into the store, inside the request's savepoint.
///
/// Each function checks the object, refuses with the rule that it breaks, stores it and moves the feed. What came by
/// broadcast is `isShared` and may appear in GET All; what was sent to one party is not, and never replaces a
/// shared copy, since an owner may tell two parties different things (OCPI 2.2.1, "GET All via Hubs").
struct ObjectIntake {
    let db: Connection
    let now: Timestamp
    let isShared: Bool

    /// What a request changed, for the answer: a new object is HTTP 201, an updated one 200.
    enum Outcome: Hashable, Sendable {
        case created
        case updated
    }

    /// - Throws: `FieldError` for a broken field (2001), `Refusal` for a broken rule.
    func take(_ request: RoutingRequest, owner: PartyID, ids: [String], raw: [UInt8]) throws -> Outcome {
        let isPatch = request.method == "PATCH"
        switch request.module {
        case .locations:
            return try location(request.body, owner, ids, isPatch: isPatch)
        case .tariffs where request.method == "DELETE":
            try deleteTariff(owner, ids[0])
            return .updated
        case .tariffs:
            return try tariff(request.body, owner, raw: raw)
        case .tokens:
            let type = request.queryValue("type") ?? V221.TokenType.rfid.rawValue
            return try token(request.body, owner, ids[0], type: type, isPatch: isPatch)
        case .sessions:
            return try SessionIntake(db: db, now: now).take(request.body, owner, ids[0], raw: raw, isPatch: isPatch)
        default:
            preconditionFailure("\(request.module) has no objects that are pushed")
        }
    }

    func object(_ body: JSONValue?) throws -> JSONObject {
        guard case .object(let object)? = body else {
            throw FieldError(field: "", rule: "must be a JSON object", value: nil)
        }
        return object
    }

    // MARK: Tariffs

    func tariff(_ body: JSONValue?, _ owner: PartyID, raw: [UInt8]) throws -> Outcome {
        let value = JSONValue.object(try object(body))
        let tariff = try V221.Tariff(ObjectReader(value))
        let known = try TariffStore.current(db, owner, tariff.id)
        if !isShared, known?.isShared == true { return .updated }
        let put = try TariffStore.put(
            db,
            TariffRecord(
                owner: owner, tariffID: tariff.id, raw: raw,
                contentHash: SHA256.hash(value.serialized(sortedKeys: true)), currency: tariff.currency.code,
                type: tariff.type, summary: TariffWords.summary(of: tariff), validFrom: tariff.start,
                validTo: tariff.end, isShared: isShared, lastUpdated: tariff.lastUpdated ?? now, receivedAt: now))
        if put.isNew, let version = try TariffStore.version(db, id: put.versionID) {
            try Feed.touch(db, .tariff, id: version.id, at: now)
            try TariffReviewer(db: db, now: now).review(version)
        }
        return known == nil ? .created : .updated
    }

    private func deleteTariff(_ owner: PartyID, _ id: String) throws {
        guard try TariffStore.current(db, owner, id) != nil else {
            throw Refusal.http(404, .clientError, "tariff \(owner)/\(id) is unknown here")
        }
        try TariffStore.delete(db, owner, id, at: now)
        try Feed.delete(db, .tariff, id: "\(owner)/\(id)", at: now)
    }

    // MARK: Tokens

    private func token(
        _ body: JSONValue?, _ owner: PartyID, _ uid: String, type: String, isPatch: Bool
    ) throws -> Outcome {
        let sent = try object(body)
        let known = try TokenStore.get(db, owner, uid: uid, type: type)
        var whole = sent
        if isPatch {
            guard let known, case .object(let stored) = try JSON.parse(known.raw) else {
                throw Refusal.http(404, .clientError, "token \(uid) is unknown here: PUT it before a PATCH")
            }
            whole = try MergePatch.apply(sent, to: stored)
        }
        return try put(token: .object(whole), owner, uid: uid, known: known)
    }

    /// A whole token, from a push or a pull.
    func put(token value: JSONValue, _ owner: PartyID, uid: String, known: TokenRecord?) throws -> Outcome {
        let token = try V221.Token(ObjectReader(value))
        if let known, token.lastUpdated < known.lastUpdated { return .updated }
        if !isShared, known?.isShared == true { return .updated }
        try TokenStore.put(
            db,
            TokenRecord(
                owner: owner, uid: token.uid, type: token.type.rawValue, raw: value.serialized(),
                contractID: token.contractID, isValid: token.valid, whitelist: token.whitelist.rawValue,
                isShared: isShared, lastUpdated: token.lastUpdated, receivedAt: now))
        return known == nil ? .created : .updated
    }
}
