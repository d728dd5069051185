import JSON
import Roaming

// The specification's own types, read with one rule each. JSON null counts as absent everywhere.
extension ObjectReader {
    /// The member's value unless it is missing or null.
    func present(_ name: String) -> JSONValue? {
        switch value(name) {
        case nil, .null: nil
        case let value?: value
        }
    }

    func optionalText(_ name: String, max: Int? = nil) throws(FieldError) -> String? {
        present(name) == nil ? nil : try string(name, max: max)
    }

    /// A CiString: printable ASCII of at most `max` characters, and not empty. `#NA` is a value like others.
    func identifier(_ name: String, max: Int) throws(FieldError) -> String {
        let text = try string(name, max: max)
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw fail(name, rule: "must be 1 to \(max) printable ASCII characters")
        }
        return text
    }

    func optionalIdentifier(_ name: String, max: Int) throws(FieldError) -> String? {
        present(name) == nil ? nil : try identifier(name, max: max)
    }

    /// RFC 3339 with or without a zone (which means UTC), with or without fractions.
    func timestamp(_ name: String) throws(FieldError) -> Timestamp {
        guard let timestamp = Timestamp(rfc3339: try string(name)) else {
            throw fail(name, rule: "must be an RFC 3339 date and time in UTC")
        }
        return timestamp
    }

    func optionalTimestamp(_ name: String) throws(FieldError) -> Timestamp? {
        present(name) == nil ? nil : try timestamp(name)
    }

    /// `country_code` and `party_id` together.
    func party() throws(FieldError) -> PartyID {
        let country = try string("country_code", max: 2)
        let party = try string("party_id", max: 3)
        guard let id = PartyID(country: country, party: party) else {
            throw fail("party_id", rule: "country_code and party_id must be two and three letters or digits")
        }
        return id
    }

    func quantity(_ name: String) throws(FieldError) -> Quantity {
        guard let quantity = Quantity(literal: try number(name).literal) else {
            throw fail(name, rule: "must be a number below 900 trillion")
        }
        return quantity
    }

    func optionalQuantity(_ name: String) throws(FieldError) -> Quantity? {
        present(name) == nil ? nil : try quantity(name)
    }

    /// An absolute http or https URL. Longer than the specification's 255 is accepted up to 2000: nothing breaks by it.
    func url(_ name: String) throws(FieldError) -> String {
        let text = try string(name, max: 2000)
        let lowered = text.prefix(8).lowercased()
        guard lowered.hasPrefix("http://") || lowered.hasPrefix("https://"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw fail(name, rule: "must be an http or https URL") }
        return text
    }

    func optionalURL(_ name: String) throws(FieldError) -> String? {
        present(name) == nil ? nil : try url(name)
    }

    func currency(_ name: String) throws(FieldError) -> Currency {
        guard let currency = Currency(try string(name, max: 3)) else {
            throw fail(name, rule: "must be an ISO 4217 currency code")
        }
        return currency
    }

    /// A value of an enumeration whose every case the reader must understand.
    func choice<E: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: E.Type) throws(FieldError) -> E {
        guard let value = E(rawValue: try string(name)) else {
            let known = E.allCases.map(\.rawValue).joined(separator: ", ")
            throw fail(name, rule: "must be one of \(known)")
        }
        return value
    }

    func optionalChoice<E: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: E.Type
    ) throws(FieldError) -> E? {
        present(name) == nil ? nil : try choice(name, type)
    }

    func one<T>(_ name: String, _ make: (ObjectReader) throws(FieldError) -> T) throws(FieldError) -> T {
        try make(try object(name))
    }

    func oneIfPresent<T>(_ name: String, _ make: (ObjectReader) throws(FieldError) -> T) throws(FieldError) -> T? {
        present(name) == nil ? nil : try make(try object(name))
    }

    /// The member's objects; an absent or null list is an empty one.
    func list<T>(_ name: String, _ make: (ObjectReader) throws(FieldError) -> T) throws(FieldError) -> [T] {
        guard present(name) != nil else { return [] }
        var made: [T] = []
        for reader in try objects(name) { made.append(try make(reader)) }
        return made
    }

    /// A list that must have at least one element.
    func nonEmptyList<T>(_ name: String, _ make: (ObjectReader) throws(FieldError) -> T) throws(FieldError) -> [T] {
        var made: [T] = []
        for reader in try objects(name) { made.append(try make(reader)) }
        if made.isEmpty { throw fail(name, rule: "must have at least one element") }
        return made
    }

    /// A list of strings; an absent or null list is an empty one.
    func texts(_ name: String, max: Int) throws(FieldError) -> [String] {
        guard present(name) != nil else { return [] }
        var texts: [String] = []
        for value in try array(name) {
            guard case .string(let text) = value, text.utf8.count <= max else {
                throw fail(name, rule: "must hold strings of at most \(max) characters")
            }
            texts.append(text)
        }
        return texts
    }
}

extension JSONValue {
    static func timestamp(_ timestamp: Timestamp) -> JSONValue { .string(timestamp.rfc3339) }

    static func whole(_ number: Int) -> JSONValue { .number(JSONNumber(Int64(number))) }

    /// The list, or nil when it is empty, so that an empty list is left out of an object.
    static func list<T>(_ items: [T], _ make: (T) -> JSONValue) -> JSONValue? {
        items.isEmpty ? nil : .array(items.map(make))
    }
}

extension JSONObject {
    mutating func set(_ party: PartyID) {
        self["country_code"] = .string(party.country)
        self["party_id"] = .string(party.party)
    }
}
