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
                "dimension": .string(line.family.name), "quantity": .string(quantity(line)),
                "price": .string(line.price.text), "amount": .string(amount(line.cost)),
            ]
        }
        if let limit = charge.limit, let total = charge.total.net, let before = charge.totalBeforeLimit.net,
            let change = try? total.subtracting(before)
        {
            lines.append([
                "dimension": .string(limit.rawValue), "quantity": "1", "price": .string(total.text()),
                "amount": .string(change.text()),
            ])
        }
        return text(lines)
    }

    private static func quantity(_ line: RatedLine) -> String {
        switch line.family {
        case .energy: "\(line.quantity.text()) kWh"
        case .time, .parkingTime, .sessionTime, .reservation: "\(line.quantity.text()) h"
        case .flat, .reservationFlat: "1"
        }
    }

    /// Where tax is included at an unknown rate, the amount with it is the only one there is.
    private static func amount(_ cost: ExactPrice) -> String { (cost.net ?? cost.gross)?.text() ?? "unknown" }

    private static func text(_ values: [JSONValue]) -> String {
        String(decoding: JSONValue.array(values).serialized(), as: UTF8.self)
    }
}
