import JSON
import OCPI
import Roaming

/// An object must be the one its address names: ids in URL and body agree, without case.
///
/// Source: OCPI 2.2.1, transport and format, "Client Owned Object Push" (2001).
enum URLBodyRule {
    /// - Parameter ids: the segments behind country and party; for locations up to EVSE uid and connector id.
    static func refusal(_ module: ModuleID, owner: PartyID, ids: [String], body: JSONValue) -> Refusal? {
        guard case .object(let object) = body else {
            return .ocpi(.invalidParameters, "the body must be a JSON object")
        }
        var expected: [(name: String, value: String)] = []
        if ids.count == 1 {
            expected = [("country_code", owner.country), ("party_id", owner.party)]
        }
        let idName = module == .tokens || ids.count == 2 ? "uid" : "id"
        if let id = ids.last { expected.append((idName, id)) }
        for (name, value) in expected {
            guard let given = object[name], given != .null else { continue }
            guard case .string(let text) = given, text.uppercased() == value.uppercased() else {
                return .ocpi(.invalidParameters, "\(name) in the body differs from \(value) in the address")
            }
        }
        return nil
    }
}
