/// A currency of ISO 4217 and the number of decimals of its minor unit.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// Three upper-case letters.
    public let code: String
    /// Decimals of the minor unit: 0 for the yen, 2 for the euro, 3 for the Kuwaiti dinar.
    public let exponent: Int

    /// Nil unless `code` is three ASCII letters; lower case is accepted. A code outside the tables of other exponents
    /// has two decimals.
    public init?(_ code: String) {
        let bytes = Array(code.utf8)
        guard bytes.count == 3 else { return nil }
        var upper: [UInt8] = []
        for byte in bytes {
            let letter = byte & 0xDF
            guard byte < 0x80, letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { return nil }
            upper.append(letter)
        }
        self.code = String(decoding: upper, as: UTF8.self)
        if Currency.withoutDecimals.contains(self.code) {
            exponent = 0
        } else if Currency.withThreeDecimals.contains(self.code) {
            exponent = 3
        } else {
            exponent = 2
        }
    }

    /// Minor units in one major unit: 100 for the euro.
    public var minorUnitsPerMajor: Int64 {
        switch exponent {
        case 0: 1
        case 3: 1000
        default: 100
        }
    }

    public var description: String { code }

    // ISO 4217, list one, minor units other than 2.
    private static let withoutDecimals: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
        "XPF",
    ]
    private static let withThreeDecimals: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
}
