extension Theme {
    /// The themes compiled in; `Themes/*.json` hold the same, as a start for one's own.
    public static let builtIn: [Theme] = [dark, light]

    public static let dark = Theme(
        name: "dark", isDark: true, foreground: rgb(0xD6DCE4), background: rgb(0x11161C), foreground16: 7,
        background16: 0,
        selection: Entry(background: rgb(0x24405C), foreground16: 15, background16: 4, mono: [.reverse]),
        marked: Entry(background: rgb(0x2E3440), foreground16: 15, background16: 8, mono: [.underline]),
        roles: [
            .text: Entry(foreground: rgb(0xD6DCE4), foreground16: 7),
            .muted: Entry(foreground: rgb(0x95A1AE), foreground16: 8, mono: [.dim]),
            .accent: Entry(foreground: rgb(0x7CBBFF), foreground16: 12, mono: [.bold]),
            .ok: Entry(foreground: rgb(0x7BD88F), foreground16: 10),
            .warn: Entry(foreground: rgb(0xE8BC54), foreground16: 11, bold: true, mono: [.bold]),
            .bad: Entry(foreground: rgb(0xFF8E86), foreground16: 9, bold: true, mono: [.bold, .underline]),
            .info: Entry(foreground: rgb(0x8ED0E0), foreground16: 14),
            .title: Entry(foreground: rgb(0xFFFFFF), foreground16: 15, bold: true, mono: [.bold]),
            .heading: Entry(foreground: rgb(0x9CC9F5), foreground16: 14, bold: true, mono: [.bold]),
            .border: Entry(foreground: rgb(0x6D7A88), foreground16: 8, mono: [.dim]),
            .key: Entry(foreground: rgb(0x7CBBFF), foreground16: 12, bold: true, mono: [.bold]),
            .number: Entry(foreground: rgb(0xD6DCE4), foreground16: 7),
            .money: Entry(foreground: rgb(0xF0E2B6), foreground16: 15),
            .input: Entry(
                foreground: rgb(0xFFFFFF), background: rgb(0x27313D), foreground16: 15, background16: 0,
                mono: [.underline]),
            .match: Entry(foreground: rgb(0xF5D76E), foreground16: 11, bold: true, mono: [.underline]),
            .missing: Entry(foreground: rgb(0xB79CED), foreground16: 13, mono: [.dim]),
            .live: Entry(foreground: rgb(0x7BD88F), foreground16: 10, bold: true, mono: [.bold]),
            .offline: Entry(
                foreground: rgb(0x1A0A08), background: rgb(0xFF8E86), foreground16: 0, background16: 9, bold: true,
                mono: [.reverse, .bold]),
            .chart1: Entry(foreground: rgb(0x5FB0E8), foreground16: 12),
            .chart2: Entry(foreground: rgb(0x7BD88F), foreground16: 10),
            .chart3: Entry(foreground: rgb(0xE8BC54), foreground16: 11),
            .chart4: Entry(foreground: rgb(0xE58FC1), foreground16: 13),
            .chart5: Entry(foreground: rgb(0xF09A62), foreground16: 9),
            .bar: Entry(
                foreground: rgb(0xE4EAF1), background: rgb(0x1D2630), foreground16: 15, background16: 0, mono: [.bold]),
            .tab: Entry(
                foreground: rgb(0x0B1016), background: rgb(0x7CBBFF), foreground16: 0, background16: 12, bold: true,
                mono: [.reverse]),
        ])

    public static let light = Theme(
        name: "light", isDark: false, foreground: rgb(0x1D242C), background: rgb(0xFBFBF9), foreground16: 0,
        background16: 15,
        selection: Entry(background: rgb(0xCFE3F8), foreground16: 15, background16: 4, mono: [.reverse]),
        marked: Entry(background: rgb(0xE6E9EE), foreground16: 0, background16: 7, mono: [.underline]),
        roles: [
            .text: Entry(foreground: rgb(0x1D242C), foreground16: 0),
            .muted: Entry(foreground: rgb(0x55606C), foreground16: 8, mono: [.dim]),
            .accent: Entry(foreground: rgb(0x0A559E), foreground16: 4, mono: [.bold]),
            .ok: Entry(foreground: rgb(0x17642B), foreground16: 2),
            .warn: Entry(foreground: rgb(0x7D4F00), foreground16: 5, bold: true, mono: [.bold]),
            .bad: Entry(foreground: rgb(0xA81C16), foreground16: 1, bold: true, mono: [.bold, .underline]),
            .info: Entry(foreground: rgb(0x0B5A6B), foreground16: 6),
            .title: Entry(foreground: rgb(0x000000), foreground16: 0, bold: true, mono: [.bold]),
            .heading: Entry(foreground: rgb(0x123F73), foreground16: 4, bold: true, mono: [.bold]),
            .border: Entry(foreground: rgb(0x7B8794), foreground16: 8, mono: [.dim]),
            .key: Entry(foreground: rgb(0x0A559E), foreground16: 4, bold: true, mono: [.bold]),
            .number: Entry(foreground: rgb(0x1D242C), foreground16: 0),
            .money: Entry(foreground: rgb(0x4D3C00), foreground16: 0),
            .input: Entry(
                foreground: rgb(0x000000), background: rgb(0xE4ECF4), foreground16: 0, background16: 7,
                mono: [.underline]),
            .match: Entry(foreground: rgb(0x8A3B00), foreground16: 5, bold: true, mono: [.underline]),
            .missing: Entry(foreground: rgb(0x5F3DA8), foreground16: 5, mono: [.dim]),
            .live: Entry(foreground: rgb(0x17642B), foreground16: 2, bold: true, mono: [.bold]),
            .offline: Entry(
                foreground: rgb(0xFFFFFF), background: rgb(0xA81C16), foreground16: 15, background16: 1, bold: true,
                mono: [.reverse, .bold]),
            .chart1: Entry(foreground: rgb(0x0A559E), foreground16: 4),
            .chart2: Entry(foreground: rgb(0x17642B), foreground16: 2),
            .chart3: Entry(foreground: rgb(0x7D4F00), foreground16: 5),
            .chart4: Entry(foreground: rgb(0x92256A), foreground16: 1),
            .chart5: Entry(foreground: rgb(0xA03A08), foreground16: 3),
            .bar: Entry(
                foreground: rgb(0x1D242C), background: rgb(0xE3E8EE), foreground16: 0, background16: 7, mono: [.bold]),
            .tab: Entry(
                foreground: rgb(0xFFFFFF), background: rgb(0x0A559E), foreground16: 15, background16: 4, bold: true,
                mono: [.reverse]),
        ])

    private static func rgb(_ value: UInt32) -> RGB {
        RGB(
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value))
    }
}
