/// A party of the roaming network, written `NL*FAS`.
///
/// OCPI compares country and party codes without regard to case; both are stored upper-case, so that equality,
/// hashing and order need no folding. Source: OCPI 2.2.1, types, CiString.
public struct PartyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Two letters or digits, upper-case.
    public let country: String
    /// Three letters or digits, upper-case.
    public let party: String

    /// Nil unless `country` has two and `party` three ASCII letters or digits.
    public init?(country: String, party: String) {
        guard let country = PartyID.code(country.utf8, length: 2), let party = PartyID.code(party.utf8, length: 3)
        else {
            return nil
        }
        self.country = country
        self.party = party
    }

    /// Reads `NL*FAS` or `NL-FAS`, in either case.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[2] == UInt8(ascii: "*") || bytes[2] == UInt8(ascii: "-"),
            let country = PartyID.code(bytes[..<2], length: 2), let party = PartyID.code(bytes[3...], length: 3)
        else { return nil }
        self.country = country
        self.party = party
    }

    public var description: String { "\(country)*\(party)" }

    public static func < (left: PartyID, right: PartyID) -> Bool {
        (left.country, left.party) < (right.country, right.party)
    }

    private static func code(_ bytes: some Collection<UInt8>, length: Int) -> String? {
        guard bytes.count == length else { return nil }
        var upper: [UInt8] = []
        upper.reserveCapacity(length)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): upper.append(byte)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): upper.append(byte - 32)
            default: return nil
            }
        }
        return String(decoding: upper, as: UTF8.self)
    }
}
