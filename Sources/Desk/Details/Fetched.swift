import AdminAPI
import JSON

/// What came of a read from the hub.
enum Fetched: Sendable {
    case loading
    case refused(Refusal)
    case timeline([TimelineStep])
    case messages([MessageSummary])
    case message(MessageDetail)
    case payoutLines([PayoutLineResource])
    case journals([JournalResource])
    case preview(DecisionPreview)
    case audit([AuditEntry])
    case tariffHistory(TariffBook)
    case cdrPricing(CDRPricing)

    /// Reads an answer by what was asked for; one that is not as the contract says becomes a refusal that names the field.
    init(_ request: OnDemand, _ answer: Result<JSONValue, Refusal>) {
        switch answer {
        case .failure(let refusal): self = .refused(refusal)
        case .success(let value):
            do {
                self = try Fetched(request, value)
            } catch let error as FieldError {
                self = .refused(Refusal(status: nil, title: "not as agreed", detail: "\(error)"))
            } catch {
                self = .refused(Refusal(status: nil, title: "not as agreed", detail: "the answer cannot be read"))
            }
        }
    }

    private init(_ request: OnDemand, _ value: JSONValue) throws {
        switch request {
        case .timeline: self = .timeline(try Fetched.items(value))
        case .messages, .partnerMessages: self = .messages(try Fetched.items(value))
        case .message: self = .message(try MessageDetail(try ObjectReader(value)))
        case .payoutLines: self = .payoutLines(try Fetched.items(value))
        case .journals: self = .journals(try Fetched.items(value))
        case .preview: self = .preview(try DecisionPreview(try ObjectReader(value)))
        case .audit: self = .audit(try Fetched.items(value))
        case .tariffHistory:
            let reader = try ObjectReader(value)
            guard let book = TariffBook(try TariffHistory(reader)) else {
                throw reader.fail("versions", rule: "must hold a version at least")
            }
            self = .tariffHistory(book)
        case .cdrPricing: self = .cdrPricing(try CDRPricing(try ObjectReader(value)))
        }
    }

    private static func items<Element: JSONConvertible>(_ value: JSONValue) throws -> [Element] {
        let reader = try ObjectReader(value)
        return try Page<Element>(reader).items
    }
}
