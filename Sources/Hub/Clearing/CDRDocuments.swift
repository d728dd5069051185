import JSON
import Roaming

/// Verdicts and price lines as they are stored and as the admin API shows them.
enum CDRDocuments {
    static func verdicts(_ verdicts: [Verdict]) -> String {
        text(
            verdicts.map {
                [
                    "check": .string($0.check.rawValue), "verdict": .string($0.level.rawValue),
                    "text": .string($0.text),
                ]
            })
    }

    /// Quantities with their unit; amounts exact to four decimals, excluding VAT.
    static func ratingLines(_ rating: RatingOutcome?) -> String {
        guard case .rated(let charge) = rating else { return "[]" }
        var lines = charge.lines.map { line -> JSONValue in
            [
                "dimension": .string(line.dimension.rawValue), "quantity": .string(quantity(line)),
                "price": .string(line.price.text), "amount": .string(line.cost.net.text()),
            ]
        }
        if let limit = charge.limit, let change = try? charge.total.net.subtracting(charge.totalBeforeLimit.net) {
            lines.append([
                "dimension": .string(limit.rawValue), "quantity": "1", "price": .string(charge.total.net.text()),
                "amount": .string(change.text()),
            ])
        }
        return text(lines)
    }

    private static func quantity(_ line: RatedLine) -> String {
        switch line.dimension {
        case .energy: "\(line.quantity.text()) kWh"
        case .time, .parkingTime: "\(line.quantity.text()) h"
        case .flat: "1"
        }
    }

    private static func text(_ values: [JSONValue]) -> String {
        String(decoding: JSONValue.array(values).serialized(), as: UTF8.self)
    }
}
