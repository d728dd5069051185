import AdminAPI
import JSON

extension State {
    /// Writes the page that is open to a file: as text as it is read, or the JSON that it is made from.
    mutating func exportPage(_ argument: String) -> [Effect] {
        guard let detail = place.detail else { return [] }
        if let format = PageExport.Format(rawValue: argument) {
            guard let contents = pageContents(detail, format) else {
                say("nothing is there to export yet", .warn)
                return []
            }
            return [.exportPage(PageExport(format: format, name: pageName(detail), contents: contents))]
        }
        if !argument.isEmpty {
            say("a page is exported as text or json, not as \(untrusted: argument)", .warn)
            return []
        }
        return show(
            .menu(
                MenuState(
                    title: "Export this page",
                    items: [
                        MenuState.Item(
                            letter: "t", title: "text", note: "as it is read here", choice: .exportPage(.text)),
                        MenuState.Item(
                            letter: "j", title: "JSON", note: "what it is made from", choice: .exportPage(.json)),
                    ])))
    }

    private func pageContents(_ detail: DetailState, _ format: PageExport.Format) -> String? {
        // Nothing is folded in a file.
        var detail = detail
        detail.isZoomed = true
        let flow = DetailFlow(self, detail, width: 118)
        switch format {
        case .json:
            let value = flow.pages[flow.page].source(DetailContext(self, detail, width: 118))
            return value.map { String(decoding: $0.serialized(pretty: true), as: UTF8.self) + "\n" }
        case .text:
            let facts = DetailSummary.spans(detail, presentation).map(\.text).joined("").string
            let title = "\(DetailSummary.name(detail).string)  \(facts)"
            let hub = identity.map { SafeText(untrusted: $0.hubName) } ?? options.hubLabel
            let minute = "\(presentation.full(now).string), \(hub.string)"
            return PageText.write(title: title, subtitle: minute, flow.sections)
        }
    }

    /// `tariff-NL-FAS-T-11-rules`
    private func pageName(_ detail: DetailState) -> String {
        let page = DetailFlow(self, detail).pages[detail.page].name.string
        let kind = detail.ref.map { "\($0.kind.rawValue)-" } ?? ""
        let name = "\(kind)\(DetailSummary.name(detail).string)-\(page)"
        let kept = name.unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain ? Character(scalar) : "-"
        }
        return String(String(kept).split(separator: "-").joined(separator: "-").prefix(80))
    }
}

/// A page's sections as plain text.
enum PageText {
    static func write(title: String, subtitle: String, _ sections: [Section]) -> String {
        var text = "\(title)\n\(subtitle)\n"
        for section in sections {
            let heading = SafeText(untrusted: section.title.string).string
            text += "\n" + (heading.isEmpty ? "" : "\(heading)\n\(String(repeating: "-", count: heading.count))\n")
            for line in section.lines {
                var words = (line.spans + line.right.prefix(1).map { _ in Span("  ") } + line.right).map(\.text.string)
                    .joined()
                while words.last == " " { words.removeLast() }
                text += words + "\n"
            }
        }
        return text
    }
}
