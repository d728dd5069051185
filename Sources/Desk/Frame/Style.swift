/// What a piece of the screen means. A theme says how each meaning looks; a view never names a colour.
public enum Tone: UInt8, CaseIterable, Sendable {
    case text, muted, accent, ok, warn, bad, info
    case title, heading, border, key, number, money
    case input, match, missing, live, offline
    case chart1, chart2, chart3, chart4, chart5
    /// The bar behind the top line and the tab of the pane one is in.
    case bar, tab

    /// The name in a theme's file.
    public var name: String {
        switch self {
        case .text: "text"
        case .muted: "muted"
        case .accent: "accent"
        case .ok: "ok"
        case .warn: "warn"
        case .bad: "bad"
        case .info: "info"
        case .title: "title"
        case .heading: "heading"
        case .border: "border"
        case .key: "key"
        case .number: "number"
        case .money: "money"
        case .input: "input"
        case .match: "match"
        case .missing: "missing"
        case .live: "live"
        case .offline: "offline"
        case .chart1: "chart_1"
        case .chart2: "chart_2"
        case .chart3: "chart_3"
        case .chart4: "chart_4"
        case .chart5: "chart_5"
        case .bar: "bar"
        case .tab: "tab"
        }
    }
}

/// A role with what lies on top of it: the selected row, a marked row, emphasis. One byte, as cells store it.
public struct Style: Hashable, Sendable, RawRepresentable {
    /// Bits 0-4 the role, bit 5 selected, bit 6 strong, bit 7 marked.
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public init(_ tone: Tone, selected: Bool = false, strong: Bool = false, marked: Bool = false) {
        rawValue = tone.rawValue | (selected ? 0x20 : 0) | (strong ? 0x40 : 0) | (marked ? 0x80 : 0)
    }

    public var tone: Tone { Tone(rawValue: rawValue & 0x1F) ?? .text }
    public var isSelected: Bool { rawValue & 0x20 != 0 }
    public var isStrong: Bool { rawValue & 0x40 != 0 }
    public var isMarked: Bool { rawValue & 0x80 != 0 }

    public static let text = Style(.text)
    public static let muted = Style(.muted)

    /// The same overlays with another role.
    func with(_ tone: Tone) -> Style {
        Style(rawValue: rawValue & 0xE0 | tone.rawValue)
    }
}
