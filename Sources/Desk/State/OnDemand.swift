import AdminAPI

/// Something that is not in the cache and is read from the hub when it is looked at.
public enum OnDemand: Hashable, Sendable {
    case timeline(session: String)
    case messages(session: String)
    case partnerMessages(partner: String)
    case message(id: String)
    case payoutLines(payout: String)
    case journals(source: String)
    case preview(dispute: String, decision: DisputeResource.Decision)
    case audit
    case tariffHistory(tariff: String)
    case cdrPricing(cdr: String)

    /// `/admin/v1` included; ids percent-encoded.
    public var path: String {
        let segment = PathSegment.encode
        switch self {
        case .timeline(let session): return "/admin/v1/sessions/\(segment(session))/timeline"
        case .messages(let session): return "/admin/v1/messages?session=\(segment(session))&limit=200"
        case .partnerMessages(let partner): return "/admin/v1/messages?partner=\(segment(partner))&limit=100"
        case .message(let id): return "/admin/v1/messages/\(segment(id))"
        case .payoutLines(let payout): return "/admin/v1/payouts/\(segment(payout))/lines?limit=1000"
        case .journals(let source): return "/admin/v1/journals?source=\(segment(source))"
        case .preview(let dispute, let decision):
            return "/admin/v1/disputes/\(segment(dispute))/preview?decision=\(decision.rawValue)"
        case .audit: return "/admin/v1/audit?limit=100"
        case .tariffHistory(let tariff): return "/admin/v1/tariffs/\(segment(tariff))/history"
        case .cdrPricing(let cdr): return "/admin/v1/cdrs/\(segment(cdr))/pricing"
        }
    }
}
