import AdminAPI
import Testing

@testable import Desk

/// One screen: how to get there, by which person.
struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    var person = "mira"
    var keys: [String] = []
    var link: Link = .live
    var rows: [any Resource] = Fixture.all
    var hubAnswers = true
    var testDescription: String { name }

    func desktop(_ columns: Int, _ lines: Int, options: Options = Options()) -> Desktop {
        var desktop = Desktop(columns, lines, person: person, options: options, rows: rows, link: link)
        desktop.hubAnswers = hubAnswers
        for key in keys { desktop.press(key) }
        return desktop
    }

    static let offline = Link.offline(
        since: Fixture.at("14:00:00"), shown: Fixture.at("13:59:40"), reason: "connection refused")

    static let all: [Scene] = [
        Scene(name: "sessions"),
        Scene(name: "sessions-marked", keys: ["space", "space", "j"]),
        Scene(name: "sessions-filter", keys: ["/", "'flag:st"]),
        Scene(name: "sessions-filtered", keys: ["/", "'flag:any kwhh>3", "enter"]),
        Scene(name: "sessions-sort", keys: ["s"]),
        Scene(name: "sessions-empty", rows: []),
        Scene(name: "sessions-none-match", keys: ["/", "'cpo:XX", "enter"]),
        Scene(name: "sessions-offline", link: offline),
        Scene(name: "sessions-paused", keys: ["p"]),
        Scene(name: "sessions-side", keys: ["v"]),
        Scene(name: "payouts-not-readable", person: "vic", keys: ["4"], rows: []),
        Scene(name: "sessions-connecting", link: .connecting(shown: nil), rows: []),
        Scene(name: "session-story", keys: ["enter"]),
        Scene(name: "session-ladder", keys: ["enter", "tab", "down"]),
        Scene(name: "session-message", keys: ["enter", "tab", "enter"]),
        Scene(name: "session-source", keys: ["enter", "backtab"]),
        Scene(name: "session-refused", keys: ["enter"], hubAnswers: false),
        Scene(name: "session-over", keys: ["G", "enter"]),
        Scene(name: "session-offline", keys: ["enter"], link: offline),
        Scene(name: "session-money", keys: ["G", "m"]),
        Scene(name: "session-stop", person: "noor", keys: ["x", "s", "'cable is stuck", "enter"]),
        Scene(name: "session-actions-forbidden", person: "vic", keys: ["x"]),
        Scene(name: "partners", keys: ["2"]),
        Scene(name: "partner", keys: ["2", "j", "enter"]),
        Scene(name: "partner-hostile", keys: ["2", "j", "j", "enter"]),
        Scene(name: "partner-agreements", keys: ["2", "enter", "tab"]),
        Scene(name: "partner-suspend", person: "noor", keys: ["2", "j", "j", "x", "s", "'fraud report"]),
        Scene(name: "tariffs", keys: ["3"]),
        Scene(name: "tariff", keys: ["3", "enter"]),
        Scene(name: "tariff-day", keys: ["3", "enter", "tab", "]", "w"]),
        Scene(name: "tariff-day-spring", keys: ["3", "enter", "tab", ":", "'day 2027-03-28", "enter"]),
        Scene(name: "tariff-week", keys: ["3", "enter", "tab", "tab"]),
        Scene(name: "tariff-session", keys: ["3", "enter", "tab", "tab", "tab", "S", "S"]),
        Scene(name: "tariffs-compared", keys: ["3", "space", "space", "c", "="]),
        Scene(name: "tariffs-by-cost", keys: ["3", "S", "S"]),
        Scene(name: "tariffs-with-lint", keys: ["3", "/", "'lint:AFIR-FLAT", "enter"]),
        Scene(name: "tariff-older", keys: ["3", "enter", "o"]),
        Scene(name: "tariff-offline", keys: ["3", "enter"], link: offline),
        Scene(name: "tariff-unreadable", keys: ["3", "G", "enter"]),
        Scene(name: "tariff-versions", keys: ["3", "enter", "backtab", "backtab", "backtab"]),
        Scene(name: "tariff-versions-first", keys: ["3", "enter", "backtab", "backtab", "backtab", "o", "o"]),
        Scene(name: "tariff-rules", keys: ["3", "enter", "backtab", "backtab"]),
        Scene(name: "tariff-export", keys: ["3", "enter", "e"]),
        Scene(name: "payouts", keys: ["4"]),
        Scene(name: "payouts-actions", keys: ["4", "j", "x"]),
        Scene(name: "payout", keys: ["4", "j", "enter"]),
        Scene(name: "payout-composition", keys: ["4", "j", "enter", "tab"]),
        Scene(name: "payout-journal", keys: ["4", "j", "enter", "tab", "tab"]),
        Scene(name: "payout-approve", keys: ["4", "j", "x", "a", "'18004"]),
        Scene(name: "payout-approve-ready", keys: ["4", "j", "x", "a", "'18,004.90", "enter"]),
        Scene(name: "payout-release", person: "joost", keys: ["4", "x", "r"]),
        Scene(name: "disputes", keys: ["5"]),
        Scene(name: "dispute", keys: ["5", "enter"]),
        Scene(name: "dispute-price", keys: ["5", "enter", "tab"]),
        Scene(name: "dispute-price-end", keys: ["5", "enter", "tab", "G"]),
        Scene(name: "dispute-decide", person: "lena", keys: ["5", "x", "d", "right", "right"]),
        Scene(name: "cdrs", keys: [":", "'cdrs", "enter"]),
        Scene(name: "cdr", keys: [":", "'cdrs", "enter", "enter"]),
        Scene(name: "cdr-dispute", person: "lena", keys: [":", "'cdrs", "enter", "j", "x", "d", "right"]),
        Scene(name: "cdr-price-unsplit", keys: [":", "'cdrs", "enter", "j", "enter", "tab"]),
        Scene(name: "cdr-price-impossible", keys: [":", "'cdrs", "enter", "j", "j", "enter", "tab"]),
        Scene(name: "windows", keys: [":", "'windows", "enter"]),
        Scene(name: "window", keys: [":", "'windows", "enter", "enter"]),
        Scene(name: "window-close", person: "joost", keys: [":", "'windows", "enter", "x", "c"]),
        Scene(name: "commands", keys: [":", "'commands", "enter"]),
        Scene(name: "alerts", keys: [":", "'alerts", "enter"]),
        Scene(name: "agreements", keys: [":", "'agreements", "enter"]),
        Scene(name: "locations", keys: [":", "'locations", "enter"]),
        Scene(name: "location", keys: [":", "'locations", "enter", "enter"]),
        Scene(name: "holds", keys: [":", "'holds", "enter"]),
        Scene(name: "palette", keys: [":", "'pa"]),
        Scene(name: "help", keys: ["?"]),
        Scene(name: "quit", keys: ["q"]),
    ]
}

@Suite struct `Golden screens` {
    @Test(arguments: Scene.all)
    func `a screen of 80 by 24 is as its golden has it`(scene: Scene) {
        Golden.expect(scene.desktop(80, 24).screen, "\(scene.name).80x24.screen")
    }

    @Test(arguments: Scene.all)
    func `a screen of 160 by 48 is as its golden has it`(scene: Scene) {
        Golden.expect(scene.desktop(160, 48).screen, "\(scene.name).160x48.screen")
    }

    @Test(
        arguments: Scene.all.filter {
            ["sessions", "payout-approve", "sessions-offline", "dispute", "tariff-day"].contains($0.name)
        })
    func `the styles of a screen are as its golden has them`(scene: Scene) {
        Golden.expect(draw(scene.desktop(80, 24).state).styleText, "\(scene.name).80x24.styles")
    }

    @Test(
        arguments: Scene.all.filter {
            ["sessions", "session-ladder", "partner-hostile", "payout-approve", "tariff-day", "tariff-week"]
                .contains($0.name)
        })
    func `a screen in ASCII holds nothing else`(scene: Scene) {
        let screen = scene.desktop(80, 24, options: Options(ascii: true)).screen
        #expect(screen.unicodeScalars.allSatisfy { $0 == "\n" || (0x20..<0x7F).contains($0.value) })
        Golden.expect(screen, "\(scene.name).ascii.80x24.screen")
    }
}
