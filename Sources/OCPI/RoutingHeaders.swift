import HTTPMessage
import Roaming

/// The four routing headers and the two message ids of a functional-module request or answer.
///
/// Source: OCPI 2.2.1, transport and format, "Message Routing Headers", "Unique message IDs". Party ids compare
/// without case. A header pair with one half missing, or with text that is no party id, is not an absent pair:
/// it stays in `faults` so that it is refused instead of being routed as an open request.
public struct RoutingHeaders: Hashable, Sendable {
    public var to: PartyID?
    public var from: PartyID?
    public var requestID: String?
    public var correlationID: String?
    /// A sentence for each header pair that is there but unusable.
    public var faults: [String] = []

    public init(
        to: PartyID? = nil, from: PartyID? = nil, requestID: String? = nil, correlationID: String? = nil
    ) {
        self.to = to
        self.from = from
        self.requestID = requestID
        self.correlationID = correlationID
    }

    public init(from fields: HTTPFields) {
        to = Self.party("to", in: fields, faults: &faults)
        from = Self.party("from", in: fields, faults: &faults)
        requestID = Self.identifier(fields.first("X-Request-ID"))
        correlationID = Self.identifier(fields.first("X-Correlation-ID"))
    }

    /// Sets what is present and removes the rest, so that no routing header of a previous hop survives.
    public func write(to fields: inout HTTPFields) {
        Self.write(to, "to", into: &fields)
        Self.write(from, "from", into: &fields)
        Self.write(requestID, named: "X-Request-ID", into: &fields)
        Self.write(correlationID, named: "X-Correlation-ID", into: &fields)
    }

    /// The headers of the answer to a request with these: TO and FROM change places, the ids stay.
    ///
    /// - Parameter answering: who answers, when that is not the party the request was addressed to (a hub).
    public func answer(from answering: PartyID? = nil) -> RoutingHeaders {
        RoutingHeaders(to: from, from: answering ?? to, requestID: requestID, correlationID: correlationID)
    }

    private static func party(_ side: String, in fields: HTTPFields, faults: inout [String]) -> PartyID? {
        let country = fields.first("OCPI-\(side)-country-code")
        let party = fields.first("OCPI-\(side)-party-id")
        switch (country, party) {
        case (nil, nil):
            return nil
        case (let country?, let party?):
            if let id = PartyID(country: country, party: party) { return id }
            faults.append(
                "OCPI-\(side)-country-code and OCPI-\(side)-party-id must be two and three letters or digits")
        case (nil, _):
            faults.append("OCPI-\(side)-party-id came without OCPI-\(side)-country-code")
        case (_, nil):
            faults.append("OCPI-\(side)-country-code came without OCPI-\(side)-party-id")
        }
        return nil
    }

    /// Ids are opaque; one that is empty, longer than 128 or not printable ASCII counts as missing.
    private static func identifier(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text.utf8.count <= 128, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return text
    }

    private static func write(_ party: PartyID?, _ side: String, into fields: inout HTTPFields) {
        write(party?.country, named: "OCPI-\(side)-country-code", into: &fields)
        write(party?.party, named: "OCPI-\(side)-party-id", into: &fields)
    }

    private static func write(_ value: String?, named name: String, into fields: inout HTTPFields) {
        if let value {
            fields.set(name, value)
        } else {
            fields.remove(name)
        }
    }
}
