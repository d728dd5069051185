import AdminAPI
import Roaming

extension Span {
    /// `NL*FAS→DE*EMP`
    static func route(_ from: PartyID, _ to: PartyID) -> Span {
        Span("\(untrusted: from.description)→\(untrusted: to.description)")
    }

    static func text(_ text: String?, _ tone: Tone = .text) -> Span {
        guard let text, !text.isEmpty else { return .none }
        return Span(SafeText(untrusted: text), tone)
    }

    static func money(_ minorUnits: Int64?, _ currency: String) -> Span {
        minorUnits.map { Span(.money($0, currency), .money) } ?? .none
    }

    static func amount(_ minorUnits: Int64?, _ currency: String) -> Span {
        minorUnits.map { Span(.amount($0, currency), .money) } ?? .none
    }

    static func count(_ number: Int, _ tone: Tone = .number) -> Span {
        number == 0 ? Span("–", .muted) : Span(.grouped(number), tone)
    }

    static func moment(_ timestamp: Timestamp?, _ presentation: Presentation) -> Span {
        timestamp.map { Span(presentation.moment($0)) } ?? .none
    }
}
