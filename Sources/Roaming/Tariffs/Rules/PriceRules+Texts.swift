/// Prices in the tariff's text that the tariff does not have.
extension PriceRules {
    static func texts(_ context: RuleContext, _ findings: inout FindingList) {
        guard findings.isOn(.priceInText) else { return }
        let mentions = context.altTexts.flatMap { MentionedPrice.all(in: $0, currency: context.tariff.currency) }
        guard !mentions.isEmpty else { return }
        let prices = context.tariff.prices
        var known: [Int: Set<Int64>] = [:]
        for mention in mentions {
            if known[mention.decimals] == nil {
                known[mention.decimals] = Set(prices.compactMap { $0.rounded(decimals: mention.decimals) })
            }
            guard !known[mention.decimals, default: []].contains(mention.value) else { continue }
            findings.add(
                .priceInText,
                "the text names \(mention.words), which is no price of the tariff; texts are for what else there is "
                    + "to know")
        }
    }
}

/// A price in running text: a number beside a currency or a unit that is priced.
struct MentionedPrice: Hashable {
    /// As it was written.
    let words: String
    /// In units of ten to minus `decimals`, of the currency.
    let value: Int64
    let decimals: Int

    /// At most the first 32 of a text, of which at most the first 2000 characters are read.
    static func all(in text: String, currency: Currency) -> [MentionedPrice] {
        let scalars = Array(text.unicodeScalars.prefix(2000).map { Character($0).lowercased() })
        var found: [MentionedPrice] = []
        var index = 0
        while index < scalars.count, found.count < 32 {
            guard isDigit(scalars[index]) else {
                index += 1
                continue
            }
            let start = index
            var digits = ""
            var places: Int?
            while index < scalars.count {
                if isDigit(scalars[index]) {
                    digits += scalars[index]
                    places = places.map { $0 + 1 }
                } else if isMark(scalars[index]), index + 1 < scalars.count, isDigit(scalars[index + 1]) {
                    // A second mark makes it a date or a number with thousands; neither is a price per kWh.
                    places = places == nil ? 0 : 99
                } else {
                    break
                }
                index += 1
            }
            let after = Words(scalars[index...].prefix(12))
            let before = Words(scalars[max(0, start - 5)..<start])
            let isCent = after.starts(with: ["cents", "cent", "ct", "¢"])
            let signs = ["€", "£", "$", "euros", "euro", currency.code.lowercased()]
            guard isCent || after.starts(with: signs) || after.startsWithUnit || before.ends(with: signs),
                (places ?? 0) <= 4, digits.utf8.count <= 15, var value = Int64(digits)
            else { continue }
            var decimals = (places ?? 0) + (isCent ? 2 : 0)
            // Prices are rounded to cents in texts, but not to whole units.
            while decimals < 2 { (value, decimals) = (value * 10, decimals + 1) }
            found.append(
                MentionedPrice(
                    words: scalars[start..<index].joined() + (isCent ? " ct" : ""), value: value, decimals: decimals))
        }
        return found
    }

    private static func isDigit(_ scalar: String) -> Bool { scalar.count == 1 && ("0"..."9").contains(scalar) }
    private static func isMark(_ scalar: String) -> Bool { scalar == "." || scalar == "," }

    /// What stands beside a number, without spaces.
    private struct Words {
        let scalars: [String]

        init(_ scalars: ArraySlice<String>) {
            self.scalars = scalars.filter { $0 != " " && $0 != "\u{A0}" && $0 != "\u{202F}" }
        }

        func starts(with marks: [String]) -> Bool {
            marks.contains { scalars.starts(with: $0.unicodeScalars.map { String($0) }) }
        }

        func ends(with marks: [String]) -> Bool {
            marks.contains { scalars.reversed().starts(with: $0.unicodeScalars.reversed().map { String($0) }) }
        }

        var startsWithUnit: Bool { starts(with: ["/kwh", "/min", "/h", "perkwh", "prokwh", "jekwh"]) }
    }
}

extension Tariff {
    /// Every amount that may be named in a text: net and gross, times also per minute, and the limits.
    fileprivate var prices: [ExactNumber] {
        var all: [ExactNumber] = []
        for component in elements.lazy.flatMap(\.components) {
            let unit = unitPrice(of: component)
            all += [unit.net, unit.gross].compactMap { $0 }
            guard component.dimension.isPerHour else { continue }
            let minute = unitPrice(of: component, perMinute: true)
            all += [minute.net, minute.gross].compactMap { $0 }
        }
        for limit in [minimumPrice, maximumPrice].compactMap({ $0 }) {
            all.append(ExactNumber(limit.excludingVAT))
            if let gross = limit.includingVAT { all.append(ExactNumber(gross)) }
        }
        return all
    }
}
