import JSON
import Roaming

/// The specification's own types, read from a document in place. JSON null counts as absent everywhere.
extension JSONView {
    func required(_ name: StaticString) throws(FieldError) -> JSONView {
        guard let member = member(name) else { throw fail(name, "is required") }
        return member
    }

    /// RFC 3339 with or without a zone (which means UTC), with or without fractions.
    func timestamp() throws(FieldError) -> Timestamp {
        let value: Timestamp? =
            if let bytes = plainString { Timestamp(rfc3339: bytes) } else {
                stringValue.flatMap(Timestamp.init(rfc3339:))
            }
        guard let value else { throw fail("must be an RFC 3339 date and time in UTC") }
        return value
    }

    func optionalTimestamp(_ name: StaticString) throws(FieldError) -> Timestamp? {
        guard let member = member(name) else { return nil }
        return try member.timestamp()
    }

    func text() throws(FieldError) -> String {
        guard let text = stringValue else { throw fail("must be a string") }
        return text
    }

    func optionalText(_ name: StaticString) throws(FieldError) -> String? {
        guard let member = member(name) else { return nil }
        return try member.text()
    }

    func currency() throws(FieldError) -> Currency {
        if let bytes = plainString, bytes.elementsEqual("EUR".utf8) { return .euro }
        guard let currency = stringValue.flatMap(Currency.init) else { throw fail("must be an ISO 4217 currency code") }
        return currency
    }

    func flag(_ name: StaticString) throws(FieldError) -> Bool {
        guard let member = member(name) else { return false }
        guard let flag = member.boolValue else { throw member.fail("must be true or false") }
        return flag
    }

    /// The elements of an array member; none when it is absent.
    func list(_ name: StaticString) throws(FieldError) -> Elements? {
        guard let member = member(name) else { return nil }
        guard member.isArray else { throw member.fail("must be an array") }
        return member.elements
    }

    func requiredList(_ name: StaticString) throws(FieldError) -> Elements {
        guard let elements = try list(name) else { throw fail(name, "is required") }
        return elements
    }

    /// `country_code` and `party_id`; nil unless both are there.
    func party() throws(FieldError) -> PartyID? {
        guard let country = try optionalText("country_code"), let party = try optionalText("party_id") else {
            return nil
        }
        guard let id = PartyID(country: country, party: party) else {
            throw fail("party_id", "must be three letters or digits after a country_code of two")
        }
        return id
    }
}

extension Currency {
    fileprivate static let euro = Currency("EUR")!
}

extension PartyID {
    /// Stands where a document names no party: ISO 3166 keeps ZZ free for use like this.
    static let unstated = PartyID(country: "ZZ", party: "ZZZ")!
}
