/// Something about a CDR or tariff that was passed over in reading, and that a person who looks at the price should know.
public enum ReadingNote: Hashable, Sendable, CustomStringConvertible {
    /// A 2.3.0 tariff that must say whether its prices include tax and does not; they are taken not to.
    case taxIncludedMissing(tariff: String)
    case unknownComponent(type: String, tariff: String, element: Int)
    case unknownDimension(type: String, period: Int)
    /// A number with more than four decimals.
    case rounded(field: String)
    /// The CDR does not say when the session ended; its last period is taken to last as long as its times say.
    case endMissing

    /// As results write it.
    public var code: String {
        switch self {
        case .taxIncludedMissing: "tax_included_missing"
        case .unknownComponent(let type, _, _): "unknown_component:\(type)"
        case .unknownDimension(let type, let period): "unknown_dimension:\(type):\(period)"
        case .rounded(let field): "rounded:\(field)"
        case .endMissing: "end_date_time_missing"
        }
    }

    public var description: String {
        switch self {
        case .taxIncludedMissing(let tariff):
            "tariff \(tariff) does not say whether its prices include tax; they are read as without"
        case .unknownComponent(let type, let tariff, let element):
            "element \(element) of tariff \(tariff) prices \(type), which OCPI does not know; it is left out"
        case .unknownDimension(let type, let period):
            "period \(period) measures \(type), which OCPI does not know; it is left out"
        case .rounded(let field): "\(field) has more than four decimals and was rounded"
        case .endMissing: "the CDR does not say when the session ended; the last period's times were taken"
        }
    }
}
