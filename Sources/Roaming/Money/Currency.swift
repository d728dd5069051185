/// A currency of ISO 4217 and the number of decimals of its minor unit.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// The three letters, the first in the highest byte: comparing currencies is comparing numbers.
    private let letters: UInt32
    private let decimals: UInt8

    /// Nil unless `code` is three ASCII letters; lower case is accepted. A code outside the tables of other exponents
    /// has two decimals.
    public init?(_ code: String) {
        guard code.utf8.count == 3 else { return nil }
        var letters: UInt32 = 0
        for byte in code.utf8 {
            let letter = byte & 0xDF
            guard byte < 0x80, letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { return nil }
            letters = letters << 8 | UInt32(letter)
        }
        self.letters = letters
        let upper = Currency.text(letters)
        if Currency.withoutDecimals.contains(upper) {
            decimals = 0
        } else if Currency.withThreeDecimals.contains(upper) {
            decimals = 3
        } else {
            decimals = 2
        }
    }

    /// Three upper-case letters.
    public var code: String { Currency.text(letters) }

    /// Decimals of the minor unit: 0 for the yen, 2 for the euro, 3 for the Kuwaiti dinar.
    public var exponent: Int { Int(decimals) }

    private static func text(_ letters: UInt32) -> String {
        String(decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> UInt32($0)) }, as: UTF8.self)
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
