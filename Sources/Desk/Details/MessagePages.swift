import AdminAPI

extension DetailPage {
    /// One OCPI exchange with headers and bodies; secrets are fingerprints already.
    static let message = DetailPage(
        name: "message",
        fetches: { detail in
            if case .message(let id) = detail.subject { [.message(id: id)] } else { [] }
        },
        sections: { context in
            guard case .message(let id) = context.detail.subject else { return [] }
            guard case .message(let message) = context.detail.fetched[.message(id: id)] else {
                return [Section("Message", .full, context.untilAnswered(context.detail.fetched[.message(id: id)]))]
            }
            var sections = [Section("Exchange", .full, facts(message, context.presentation))]
            sections.append(Section("Request headers", .full, headers(message.requestHeaders)))
            sections.append(Section("Request body", .full, body(message.requestBody)))
            if message.responseBody != nil || !message.responseHeaders.isEmpty {
                sections.append(Section("Answer headers", .full, headers(message.responseHeaders)))
                sections.append(Section("Answer body", .full, body(message.responseBody ?? "")))
            }
            return sections
        })

    private static func facts(_ message: MessageDetail, _ presentation: Presentation) -> [Line] {
        let summary = message.summary
        var lines = [
            Line([
                Span("\(untrusted: summary.method) ", .accent, strong: true),
                Span(SafeText(untrusted: summary.path)),
            ]),
            .fact("at", "\(presentation.day(summary.at)) \(presentation.precise(summary.at))"),
            .fact("from, to", "\(party(summary.from?.description)) → \(party(summary.to?.description))"),
            .fact("answer", summary.answerSpan),
            .fact("took", summary.latencyMs.map { .latency($0) }),
        ]
        if let failure = message.failure {
            let isFailure = summary.outcome != .ok
            lines.append(
                .fact(isFailure ? "failed" : "outcome", Span(SafeText(untrusted: failure), isFailure ? .bad : .muted)))
        }
        if let correlation = summary.correlationID {
            lines.append(.fact("correlation", SafeText(untrusted: correlation)))
        }
        return lines
    }

    private static func party(_ text: String?) -> SafeText { text.map { SafeText(untrusted: $0) } ?? "–" }

    private static func headers(_ headers: [HeaderLine]) -> [Line] {
        if headers.isEmpty { return [Line("(none)", .muted)] }
        return headers.map { header in
            Line([
                Span("\(untrusted: header.name): ", .info),
                Span(SafeText(untrusted: header.value)),
            ])
        }
    }

    static let audit = DetailPage(
        name: "audit", fetches: { _ in [.audit] },
        sections: { context in
            guard case .audit(let entries) = context.detail.fetched[.audit] else {
                return [Section("Audit", .full, context.untilAnswered(context.detail.fetched[.audit]))]
            }
            let lines = entries.map { entry in
                Line([
                    Span("\(SafeText(entry.seq).padded(left: 6))  ", .muted),
                    Span("\(context.presentation.moment(entry.at))  ", .muted),
                    Span(SafeText(untrusted: entry.person).padded(right: 12)),
                    Span(SafeText(untrusted: entry.action).padded(right: 18), .info),
                    Span(
                        SafeText(untrusted: entry.outcome.rawValue).padded(right: 9),
                        entry.outcome == .done ? .ok : .bad),
                    Span("\(untrusted: entry.targetID ?? "") \(untrusted: entry.text)"),
                ])
            }
            return [
                Section("What people did, newest first", .full, lines.isEmpty ? [Line("nothing yet", .muted)] : lines)
            ]
        })
}

extension MessageSummary {
    /// The partner's side of the exchange.
    var partner: String? { (direction == .in ? from : to)?.description }

    /// `200 · 1000`, or what happened instead of an answer.
    var answerSpan: Span {
        let http = httpStatus.map { SafeText($0) } ?? ""
        let ocpi: SafeText = ocpiStatus.map { " · \($0)" } ?? ""
        switch outcome {
        case .ok: return Span("\(http)\(ocpi)", .ok)
        case .refused: return Span("\(http)\(ocpi) refused", .bad)
        // Sent and logged, and neither answered nor given up: its latency is not known yet.
        case .maybe where latencyMs == nil: return Span("… no answer yet", .info)
        case .maybe: return Span("✗ no answer: MAYBE", .warn)
        case .failed: return Span("✗ not delivered", .bad)
        }
    }
}
