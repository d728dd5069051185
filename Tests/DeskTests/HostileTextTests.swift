import AdminAPI
import JSON
import Roaming
import Testing

@testable import Desk

/// Every string of every row and answer replaced by what an attacker would send.
enum Hostile {
    static func rows(_ text: String, of rows: [any Resource] = Fixture.all) -> [any Resource] {
        rows.map { row in
            let kind = type(of: row).kind
            guard let changed = try? AnyResource(kind, try ObjectReader(poisoned(row.json, text))).resource else {
                return row
            }
            return changed
        }
    }

    /// Appends the text to every string that the contract leaves free.
    static func poisoned(_ value: JSONValue, _ text: String) -> JSONValue {
        guard case .object(var object) = value else { return value }
        let free: Set<String> = [
            "name", "flag_reason", "hold_reason", "summary", "session_id", "evse_id", "token_masked", "city", "text",
            "reason", "platform",
            "code", "note_id", "window_id", "raised_by", "released_by", "suspended_reason", "tariff_id", "cdr_id",
            "result", "time_zone",
            "location_id", "connector_id", "auth_method", "token_type", "ocpi_version", "type", "command", "by",
            "status", "identifier",
            "url_host", "answer", "dimension", "check", "send", "citation", "zone_source", "etag", "location", "evse",
            "connector", "family", "obstacle", "limit", "id", "used_by",
        ]
        // Numbers of a rating in words; in a price they are numbers.
        let words: Set<String> = ["quantity", "price", "amount"]
        for member in object.members {
            // What a price is for is a word of OCPI: the contract refuses any other.
            if member.name == "type", object["step_size"] != nil { continue }
            switch member.value {
            case .string(let old) where words.contains(member.name) && Decimal4(old) == nil:
                object[member.name] = .string(old + text)
            case .string(let old) where free.contains(member.name): object[member.name] = .string(old + text)
            case .array(let all):
                object[member.name] = .array(
                    all.map { element in
                        let isFree = ["divergences", "deviations", "unknown"].contains(member.name)
                        if case .string(let old) = element, isFree { return .string(old + text) }
                        return poisoned(element, text)
                    })
            case .object: object[member.name] = poisoned(member.value, text)
            default: break
            }
        }
        return .object(object)
    }

    /// All of the texts, 60 at a time, in every row.
    static let poisonedRows: [[any Resource]] = stride(from: 0, to: texts.count, by: 60).map { start in
        rows(texts[start..<min(start + 60, texts.count)].joined())
    }

    /// Each byte, each C1 control, the sequences that are known to harm, and what is not seen.
    static let texts: [String] =
        (UInt8(0)...255).map { String(decoding: [0x61, $0, 0x62], as: UTF8.self) }
        + (UInt32(0x80)..<0xA0).compactMap { Unicode.Scalar($0).map { "a\($0)b" } }
        + [
            "\u{1B}]52;c;cHduZWQ=\u{7}", "\u{1B}]0;PWNED\u{7}", "\u{1B}[2J\u{1B}[H", "\u{1B}P+q\u{1B}\\", "\u{1B}[6n",
            "\u{1B}]8;;http://x\u{1B}\\",
            "\u{9D}52;c;x\u{9C}", "\u{202E}evil\u{202C}", "\u{2066}a\u{2069}", "a\u{200B}b\u{FEFF}c\u{E0041}d",
            "\u{FFF9}x\u{FFFB}",
            String(repeating: "a\u{301}", count: 40), "\r\n\r\n", String(repeating: "界", count: 200),
        ]
}

@Suite struct `Hostile text` {
    /// Screens that show text of others.
    static let scenes = Scene.all.filter {
        [
            "sessions", "session-story", "session-message", "partners", "partner", "partner-suspend", "tariff",
            "tariff-day", "tariff-week", "tariff-session", "tariffs-compared",
            "payout", "payout-approve",
            "dispute", "cdr", "tariffs", "tariff-versions", "tariff-rules", "dispute-price", "commands", "alerts",
            "locations", "window",
        ].contains($0.name)
    }

    /// Scalars that may stand in a cell.
    private func check(_ frame: Frame, _ what: String) {
        for (index, cell) in frame.cells.enumerated() {
            cell.forEachScalar { value in
                let isControl = value < 0x20 || (0x7F..<0xA0).contains(value)
                let isInvisible = Unicode.Scalar(value).map(SafeText.isInvisible) ?? true
                if isControl || isInvisible {
                    Issue.record("U+\(String(value, radix: 16)) in cell \(index) of \(what)")
                }
            }
        }
        for y in 0..<frame.size.lines {
            let columns = (0..<frame.size.columns).reduce(0) { $0 + frame[$1, y].columns }
            if columns != frame.size.columns { Issue.record("line \(y) of \(what) has \(columns) columns") }
        }
    }

    @Test(arguments: scenes)
    func `no byte of a partner reaches a cell as a command`(scene: Scene) {
        var poisoned = scene
        for rows in Hostile.poisonedRows {
            poisoned.rows = rows
            check(draw(poisoned.desktop(80, 24).state), scene.name)
            check(draw(poisoned.desktop(160, 48).state), scene.name)
        }
    }

    @Test(arguments: ["tariff", "tariff-versions", "tariff-rules", "dispute-price", "cdr-price-unsplit"])
    func `no byte in an answer on prices reaches a cell as a command`(name: String) throws {
        let scene = try #require(Scene.all.first { $0.name == name })
        for text in [Hostile.texts.suffix(13).joined(), Fixture.hostile] {
            for size in [(80, 24), (160, 48)] {
                var desktop = Desktop(size.0, size.1, person: scene.person, rows: scene.rows)
                desktop.poison = text
                for key in scene.keys { desktop.press(key) }
                let isRead =
                    desktop.state.detail?.fetched.values.contains { answer in
                        switch answer {
                        case .tariffHistory, .cdrPricing: true
                        default: false
                        }
                    } ?? false
                #expect(isRead, "\(name)")
                for _ in 0..<3 {
                    check(draw(desktop.state), name)
                    desktop.press("pgdn")
                }
            }
        }
    }

    @Test func `each text alone leaves a list whole`() {
        for text in Hostile.texts {
            var desktop = Desktop(80, 24, rows: Hostile.rows(text, of: Fixture.partners))
            desktop.press("2")
            check(draw(desktop.state), text.debugDescription)
        }
    }

    @Test func `ten thousand random texts stay harmless`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(seed)
        var frame = Frame(size: Size(columns: 40, lines: 1))
        for _ in 0..<10_000 {
            let bytes = (0..<Int.random(in: 0..<24, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            var text = SafeText(untrustedBytes: bytes)
            if Bool.random(using: &random) {
                let scalars = (0..<12).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &random))
                }
                text = SafeText(untrusted: String(String.UnicodeScalarView(scalars)))
            }
            frame.draw(text, x: Int.random(in: 0..<40, using: &random), y: 0, width: 40)
            check(frame, "seed \(seed)")
        }
    }

    @Test func `clipboard and search take the same filter`() {
        var desktop = Desktop(rows: Hostile.rows("\u{1B}]52;c;x\u{7}"))
        desktop.press("2", "Y")
        guard case .copy(let text, _)? = desktop.effects.last else {
            Issue.record("nothing copied")
            return
        }
        #expect(!text.string.unicodeScalars.contains { $0.value < 0x20 })
    }
}

/// Steele, Lea and Flood's SplitMix64: reproducible from its seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
