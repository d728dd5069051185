import Foundation
import JSON
import Testing

@testable import Desk

@Suite struct `Themes` {
    @Test(arguments: Theme.builtIn, Tone.allCases)
    func `every role is readable on its background, selected or not`(theme: Theme, tone: Tone) {
        for style in [Style(tone), Style(tone, selected: true), Style(tone, marked: true)] {
            let look = theme.appearance(of: style, depth: .truecolor)
            guard case .rgb(let fore) = look.foreground, case .rgb(let back) = look.background else {
                Issue.record("\(tone) has no colours")
                return
            }
            // WCAG 2.2: 4.5 for text, 3 for lines. On a selected bar a role's own background gives way.
            let isOnItsOwn = theme.roles[tone]?.background != nil && style != Style(tone)
            if isOnItsOwn || tone == .border && style != Style(tone) { continue }
            let wanted = tone == .border ? 3.0 : 4.5
            let ratio = contrast(fore, back)
            #expect(ratio >= (style == Style(tone) ? wanted : 3.0), "\(theme.name) \(tone.name) \(ratio)")
        }
    }

    @Test(arguments: Theme.builtIn, [ColorDepth.eight, .sixteen])
    func `with few colours nothing is drawn in its own background`(theme: Theme, depth: ColorDepth) {
        for raw in UInt8.min...UInt8.max {
            let look = theme.appearance(of: Style(rawValue: raw), depth: depth)
            #expect(look.foreground != look.background, "\(theme.name) \(Style(rawValue: raw).tone.name) at \(depth)")
        }
    }

    @Test(arguments: Theme.builtIn)
    func `without colour meaning is left to words and attributes`(theme: Theme) {
        for tone in Tone.allCases {
            let look = theme.appearance(of: Style(tone), depth: .mono)
            #expect(look.foreground == .standard && look.background == .standard)
        }
        #expect(theme.appearance(of: Style(.text, selected: true), depth: .mono).reverse)
        #expect(theme.appearance(of: Style(.text, marked: true), depth: .mono).underline)
    }

    @Test(arguments: [
        (nil as String?, 256, nil as String?, ColorDepth.indexed), (nil, 256, "truecolor", .truecolor),
        (nil, 8, nil, .eight),
        (nil, 16, nil, .sixteen), (nil, 0, "truecolor", .mono), ("1", 256, "truecolor", .mono),
        ("", 256, nil, .indexed),
    ])
    func `the depth follows NO_COLOR, terminfo and COLORTERM`(
        noColor: String?, colors: Int, term: String?, depth: ColorDepth
    ) {
        #expect(ColorDepth(noColor: noColor, terminalColors: colors, colorTerm: term) == depth)
    }

    @Test(arguments: [
        ("#000000", 16), ("#ffffff", 231), ("#FF0000", 196), ("#808080", 244),
    ])
    func `the nearest of 256 is one of the fixed ones`(color: String, index: UInt8) {
        #expect(RGB(color)?.nearest256 == index)
    }

    @Test(arguments: Theme.builtIn)
    func `the theme's file holds what is compiled in`(theme: Theme) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Themes/\(theme.name).json").standardized
        if ProcessInfo.processInfo.environment["REGENERATE_GOLDENS"] == "1" {
            try Data(theme.json.serialized(pretty: true) + [0x0A]).write(to: file)
        }
        #expect(try Theme(bytes: Array(Data(contentsOf: file))) == theme)
    }

    @Test(arguments: [
        ("{}", "name"), ("[]", ""), ("{", "file"),
        (##"{"name":"x","dark":true,"screen":{"fg":"red","bg":"#000000","fg16":1,"bg16":0}}"##, "fg"),
        (##"{"name":"x","dark":true,"screen":{"fg":"#ffffff","bg":"#000000","fg16":16,"bg16":0}}"##, "fg16"),
        (##"{"name":"x","dark":true,"screen":{"fg":"#ffffff","bg":"#000000"}}"##, "screen"),
    ])
    func `a theme that is not one says which field is wrong`(text: String, field: String) {
        #expect {
            try Theme(bytes: Array(text.utf8))
        } throws: { error in
            (error as? ThemeError).map { $0.field.hasSuffix(field) } ?? false
        }
    }

    /// WCAG 2.2 §1.4.3.
    private func contrast(_ first: RGB, _ second: RGB) -> Double {
        let (a, b) = (luminance(first), luminance(second))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private func luminance(_ color: RGB) -> Double {
        func channel(_ value: UInt8) -> Double {
            let part = Double(value) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channel(color.red) + 0.7152 * channel(color.green) + 0.0722 * channel(color.blue)
    }
}
