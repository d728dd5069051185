import JSON
import Roaming

/// Reads CDRs and tariffs of any version for pricing: only what a price depends on is required, everything else may be
/// missing or is not looked at. Clearing reads its CDRs whole, by `V221.CDR`.
public struct PricingReader {
    public let version: WireVersion
    var numbers = NumberReader()
    private(set) var passedOver: [ReadingNote] = []

    public init(_ version: WireVersion) {
        self.version = version
    }

    /// What was passed over so far.
    public var notes: [ReadingNote] { passedOver + numbers.roundedFields.map { .rounded(field: $0) } }

    mutating func note(_ note: ReadingNote) {
        if !passedOver.contains(note) { passedOver.append(note) }
    }

    mutating func optionalPrice(_ view: JSONView, _ name: StaticString) throws(FieldError) -> Price? {
        guard let member = view.member(name) else { return nil }
        return try version.price(member, &numbers)
    }

    mutating func optionalLimit(_ view: JSONView, _ name: StaticString) throws(FieldError) -> Price? {
        guard let member = view.member(name) else { return nil }
        return try version.limit(member, &numbers)
    }
}
