import AdminAPI
import Roaming

/// Every OCPI exchange of a session between CPO, hub and DP as a ladder: requests and answers as arrows.
struct MessageLadder {
    let messages: [MessageSummary]
    let cpo: String
    let dp: String
    let presentation: Presentation
    /// Columns of a line.
    let width: Int
    /// Long runs of the same are shown in full.
    let isExpanded: Bool

    /// Columns from one party to the next; longer arrows than this are harder to read.
    private var lane: Int { min(72, max(20, (width - 16) / 2)) }

    func lines() -> [Line] {
        let ordered = messages.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
        var result = [head()]
        var index = 0
        while index < ordered.count {
            let run = isExpanded ? 1 : runLength(ordered, from: index)
            if run >= 8 {
                result += exchange(ordered[index]) + exchange(ordered[index + 1])
                result.append(gap(ordered[(index + 2)..<(index + run - 2)]))
                result += exchange(ordered[index + run - 2]) + exchange(ordered[index + run - 1])
                index += run
            } else {
                result += exchange(ordered[index])
                index += 1
            }
        }
        return result
    }

    private func head() -> Line {
        let left = SafeText(untrusted: cpo).padded(right: lane - 2)
        let middle = ("hub" as SafeText).padded(right: lane - 4)
        return Line(
            [Span("\(SafeText.spaces(14))\(left)\(middle)\(untrusted: dp)", .heading, strong: true)], isPassive: true)
    }

    private func runLength(_ all: [MessageSummary], from start: Int) -> Int {
        var end = start
        while end < all.count, all[end].outcome == .ok, all[end].module == all[start].module { end += 1 }
        return end - start
    }

    private func gap(_ hidden: ArraySlice<MessageSummary>) -> Line {
        let last = hidden.last?.at ?? presentation.now
        let first = hidden.first?.at ?? last
        let text: SafeText =
            "░ \(Presentation.length(last - first)), \(hidden.count) exchanges, all answered ░  z shows them"
        return Line([Span("\(SafeText.spaces(14))\(text)", .muted)], isPassive: true)
    }

    /// The request's arrow, and the answer's below it.
    private func exchange(_ message: MessageSummary) -> [Line] {
        let isLeft = message.partner == cpo
        let fromPartner = message.direction == .in
        let pointsRight = isLeft == fromPartner
        let link = Line.Target.message(String(message.id))
        let path = SafeText(untrusted: "\(message.method) \(MessageLadder.shortened(message.path))")
        let time = Span(presentation.precise(message.at).padded(right: 14), .muted)
        var lines = [Line([time] + arrow(path, isLeft, pointsRight, .text), link: link)]
        let took: SafeText = message.latencyMs.map { "+\(SafeText.latency($0))" } ?? ""
        let answer = message.answerSpan
        let padding = Span("\(took.padded(left: 12))  ", (message.latencyMs ?? 0) >= 2000 ? .warn : .muted)
        switch message.outcome {
        case .ok, .refused:
            lines.append(Line([padding] + arrow(answer.text, isLeft, !pointsRight, answer.tone), link: link))
        case .maybe, .failed:
            let before = isLeft ? SafeText("│ ") : SafeText("│") + .spaces(lane - 1) + "│ "
            lines.append(
                Line([padding, Span(before, .border), Span(answer.text, answer.tone, strong: true)], link: link))
        }
        return lines
    }

    /// One lane with an arrow and its label, the other lane empty.
    private func arrow(_ label: SafeText, _ isLeft: Bool, _ pointsRight: Bool, _ tone: Tone) -> [Span] {
        let room = lane - 1
        let text = label.clipped(to: max(4, room - 6))
        let dashes = max(0, room - text.width - 5)
        let line: SafeText
        if pointsRight {
            line = "── \(text) \(SafeText.dashes(dashes))▶"
        } else {
            line = "◀\(SafeText.dashes(dashes)) \(text) ──"
        }
        let empty = SafeText.spaces(room)
        let (first, second) = isLeft ? (line, empty) : (empty, line)
        return [
            Span("│", .border), Span(first, isLeft ? tone : .border), Span("│", .border),
            Span(second, isLeft ? .border : tone), Span("│", .border),
        ]
    }

    /// The path without what all have in common: `http://host/ocpi/2.2.1/receiver/sessions/…` → `sessions/…`.
    static func shortened(_ path: String) -> String {
        let parts = path.split(separator: "/")
        guard let version = parts.firstIndex(where: isVersion) else { return path }
        let rest = parts[(version + 1)...].drop { $0 == "sender" || $0 == "receiver" }
        return rest.isEmpty ? path : rest.joined(separator: "/")
    }

    /// `2.2.1`, and not a host.
    private static func isVersion(_ part: Substring) -> Bool {
        part.utf8.count <= 5 && part.contains(".") && part.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }
    }
}

extension SafeText {
    static func spaces(_ count: Int) -> SafeText {
        SafeText(storage: .ascii(String(repeating: " ", count: max(0, count))))
    }

    static func dashes(_ count: Int) -> SafeText {
        SafeText(storage: .glyphs(Array(repeating: Glyph(0x2500, .narrow), count: max(0, count))))
    }
}
