import AdminAPI
import Roaming

/// Periods at one price, one after the other, taken together: a session has one for each update.
struct RatedPart {
    var line: RatingLine
    var count: Int

    static func merged(_ lines: [RatingLine]) -> [RatedPart] {
        var parts: [RatedPart] = []
        for line in lines {
            if let last = parts.last, let sum = sum(last.line, line) {
                parts[parts.count - 1] = RatedPart(line: sum, count: last.count + 1)
            } else {
                parts.append(RatedPart(line: line, count: 1))
            }
        }
        return parts
    }

    /// Both as one line; nil when they are not of a kind, or a figure is not an exact number.
    private static func sum(_ first: RatingLine, _ second: RatingLine) -> RatingLine? {
        guard first.dimension == second.dimension, first.price == second.price,
            let quantity = sum(first.quantity, second.quantity), let amount = sum(first.amount, second.amount)
        else { return nil }
        return RatingLine(dimension: first.dimension, quantity: quantity, price: first.price, amount: amount)
    }

    /// Adds `0.074 kWh` to `0.1 kWh`.
    private static func sum(_ first: String, _ second: String) -> String? {
        let left = first.split(separator: " ", maxSplits: 1)
        let right = second.split(separator: " ", maxSplits: 1)
        guard left.count == right.count, left.dropFirst().elementsEqual(right.dropFirst()), let a = exact(left.first),
            let b = exact(right.first)
        else { return nil }
        let (sum, overflow) = a.tenThousandths.addingReportingOverflow(b.tenThousandths)
        guard !overflow else { return nil }
        return ([Decimal4(tenThousandths: sum).text] + left.dropFirst().map(String.init)).joined(separator: " ")
    }

    private static func exact(_ text: Substring?) -> Decimal4? {
        guard let text else { return nil }
        var wasRounded = false
        let number = Decimal4(String(text), wasRounded: &wasRounded)
        return wasRounded ? nil : number
    }
}
