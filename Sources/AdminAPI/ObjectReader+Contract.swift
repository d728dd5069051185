import JSON
import Roaming

/// Readers for the contract's own types; each failure names the field and the rule.
extension ObjectReader {
    func has(_ name: String) -> Bool {
        guard let value = value(name) else { return false }
        return value != .null
    }

    func timestamp(_ name: String) throws(FieldError) -> Timestamp {
        guard let value = Timestamp(rfc3339: try string(name)) else { throw fail(name, rule: "must be a date-time") }
        return value
    }

    func optionalTimestamp(_ name: String) throws(FieldError) -> Timestamp? {
        has(name) ? try timestamp(name) : nil
    }

    func party(_ name: String) throws(FieldError) -> PartyID {
        guard let value = PartyID(try string(name)) else {
            throw fail(name, rule: "must be a party such as NL*FAS")
        }
        return value
    }

    func optionalParty(_ name: String) throws(FieldError) -> PartyID? { has(name) ? try party(name) : nil }

    func decimal(_ name: String) throws(FieldError) -> Decimal4 {
        guard let value = Decimal4(try string(name)) else {
            throw fail(name, rule: "must be a decimal number in a string")
        }
        return value
    }

    func optionalDecimal(_ name: String) throws(FieldError) -> Decimal4? { has(name) ? try decimal(name) : nil }

    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws(FieldError) -> Choice
    where Choice.RawValue == String {
        guard let value = Choice(rawValue: try string(name)) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw fail(name, rule: "must be one of \(known)")
        }
        return value
    }

    func optionalChoice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws(FieldError) -> Choice?
    where Choice.RawValue == String {
        has(name) ? try choice(name) : nil
    }

    func strings(_ name: String) throws(FieldError) -> [String] {
        var result: [String] = []
        for element in try array(name) {
            guard case .string(let text) = element else { throw fail(name, rule: "must hold strings only") }
            result.append(text)
        }
        return result
    }

    func ints(_ name: String) throws(FieldError) -> [Int] {
        var result: [Int] = []
        for element in try array(name) {
            guard case .number(let number) = element, let value = number.int64 else {
                throw fail(name, rule: "must hold whole numbers only")
            }
            result.append(Int(value))
        }
        return result
    }

    /// A list of objects; absent or null is an empty list.
    func list<Element: JSONConvertible>(_ name: String, of type: Element.Type = Element.self) throws(FieldError)
        -> [Element]
    {
        guard has(name) else { return [] }
        var result: [Element] = []
        for reader in try objects(name) { result.append(try Element(reader)) }
        return result
    }

    func one<Element: JSONConvertible>(_ name: String, of type: Element.Type = Element.self) throws(FieldError)
        -> Element
    {
        try Element(try object(name))
    }

    func optionalOne<Element: JSONConvertible>(_ name: String, of type: Element.Type = Element.self)
        throws(FieldError) -> Element?
    {
        has(name) ? try one(name) : nil
    }
}

/// Readers for what people type.
extension ObjectReader {
    /// Text with something in it, at most `limit` characters; blanks around it are dropped.
    func words(_ name: String, limit: Int = 500) throws(FieldError) -> String {
        let text = try string(name)
        guard let trimmed = text.trimmingBlanks.nonEmpty else { throw fail(name, rule: "must not be blank") }
        guard trimmed.count <= limit else { throw fail(name, rule: "must have at most \(limit) characters") }
        return trimmed
    }

    func int(_ name: String, in range: ClosedRange<Int>) throws(FieldError) -> Int {
        Int(try int64(name, in: Int64(range.lowerBound)...Int64(range.upperBound)))
    }

    func int64(_ name: String, in range: ClosedRange<Int64>) throws(FieldError) -> Int64 {
        let value = try int64(name)
        guard range.contains(value) else {
            throw fail(name, rule: "must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func optionalWords(_ name: String) throws(FieldError) -> String? { has(name) ? try words(name) : nil }

    /// Whole numbers by name, in name order of the sender.
    func counts(_ name: String) throws(FieldError) -> [String: Int] {
        let reader = try object(name)
        var result: [String: Int] = [:]
        for member in reader.object.members { result[member.name] = try reader.int(member.name) }
        return result
    }
}

extension String {
    var trimmingBlanks: String {
        let isBlank = { (character: Character) in character.isWhitespace }
        let front = drop(while: isBlank)
        return String(front[..<(front.lastIndex { !isBlank($0) }.map(front.index(after:)) ?? front.startIndex)])
    }

    var nonEmpty: String? { isEmpty ? nil : self }
}
