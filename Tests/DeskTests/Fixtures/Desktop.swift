import AdminAPI
import JSON
import Roaming

@testable import Desk

/// A desk with a small hub behind it: effects are answered at once from the fixture, keys are pressed by name.
struct Desktop {
    var state: State
    var rows: [any Resource]
    /// Effects that were not answered here: performed actions, copies, exports…
    private(set) var effects: [Effect] = []
    /// Actions wait for `answerActions`.
    private(set) var actions: [ActionRequest] = []
    /// What is appended to every text in answers of the hub that a partner can write.
    var poison = ""
    /// Without it, reads from the hub are refused.
    var hubAnswers = true

    init(
        _ columns: Int = 80, _ lines: Int = 24, person: String = "mira", options: Options = Options(),
        rows: [any Resource] = Fixture.all,
        link: Link = .live
    ) {
        self.rows = rows
        state = State(size: Size(columns: columns, lines: lines), options: options, now: Fixture.now, seed: 0xD5)
        if let identity = Fixture.people[person] { send(.identity(identity)) }
        send(.link(link))
        perform(start(&state))
    }

    mutating func send(_ event: Event) {
        perform(update(&state, event))
    }

    /// Presses keys: a word such as `enter`, `esc`, `tab`, `down`, `^c`, or the characters of `'text`.
    mutating func press(_ keys: String...) {
        for key in keys {
            if key.hasPrefix("'") {
                for scalar in key.unicodeScalars.dropFirst() { send(.key(.char(scalar))) }
            } else {
                send(.key(Desktop.key(key)))
            }
        }
    }

    static func key(_ name: String) -> Key {
        switch name {
        case "enter": return .enter
        case "esc": return .escape
        case "tab": return .tab
        case "backtab": return .backTab
        case "up": return .up
        case "down": return .down
        case "left": return .left
        case "right": return .right
        case "pgup": return .pageUp
        case "pgdn": return .pageDown
        case "home": return .home
        case "end": return .end
        case "backspace": return .backspace
        case "space": return .char(" ")
        case "F9": return .function(9)
        default:
            let scalars = Array(name.unicodeScalars)
            return scalars.count == 2 && scalars[0] == "^" ? .ctrl(scalars[1]) : .char(scalars[0])
        }
    }

    private mutating func perform(_ todo: [Effect]) {
        for effect in todo {
            switch effect {
            case .query(let request): answer(request)
            case .overview: send(.overview(Fixture.overview))
            case .fetchResource(let ref):
                send(.resource(ref, rows.first { type(of: $0).kind == ref.kind && $0.id == ref.id }))
            case .fetchOnDemand(let request): answer(request)
            case .perform(let request): actions.append(request)
            default: effects.append(effect)
            }
        }
    }

    private mutating func answer(_ request: WindowRequest) {
        let matcher = QueryMatcher(request.query, now: Fixture.now)
        let all = rows.filter { type(of: $0).kind == request.kind }
        let matching =
            request.query.isEmpty
            ? all
            : all.filter { row in
                guard case .object(let object) = row.json else { return false }
                return matcher.matches(object)
            }
        var first = 0
        switch request.anchor {
        case .start: first = 0
        case .end: first = max(0, matching.count - request.count)
        case .around(let id, let index):
            let place = matching.firstIndex { $0.id == id } ?? min(index, max(0, matching.count - 1))
            first = max(0, min(place - request.count / 3, matching.count - request.count))
        }
        let window = Array(matching.dropFirst(first).prefix(request.count))
        send(
            .rows(
                WindowAnswer(
                    token: request.token, rows: window, firstIndex: first, hasBefore: first > 0,
                    hasAfter: first + window.count < matching.count, matched: matching.count, total: all.count)))
    }

    private mutating func answer(_ request: OnDemand) {
        guard hubAnswers else {
            send(
                .fetched(request, .failure(Refusal(status: 403, title: "Forbidden", detail: "needs the role auditor"))))
            return
        }
        let value: JSONValue =
            switch request {
            case .timeline: Page(items: Fixture.timeline).json
            case .messages, .partnerMessages: Page(items: Fixture.messages).json
            case .message: Desktop.message.json
            case .payoutLines: Page(items: Fixture.payoutLines).json
            case .journals(let source): Page(items: [Desktop.journal(source)]).json
            case .preview(_, let decision): Fixture.preview(decision).json
            case .audit: Page<AuditEntry>(items: []).json
            case .tariffHistory(let tariff): Fixture.history(tariff).json
            case .cdrPricing(let cdr): Fixture.pricing(cdr).json
            }
        send(.fetched(request, .success(poison.isEmpty ? value : Hostile.poisoned(value, poison))))
    }

    private static let message = MessageDetail(
        summary: Fixture.messages[0], requestHeaders: [HeaderLine(name: "Authorization", value: "fp:9f2c71d0")],
        requestBody: "{\"location_id\":\"LOC1\",\"evse_uids\":[\"E0190\"]}",
        responseHeaders: [HeaderLine(name: "Content-Type", value: "application/json")],
        responseBody: "{\"data\":{\"allowed\":\"ALLOWED\"},\"status_code\":1000}")

    private static func journal(_ source: String) -> JournalResource {
        JournalResource(
            seq: 811, rule: "cdr.accepted", source: source, text: "CDR accepted", postedAt: Fixture.at("10:01:00"),
            entries: Fixture.preview(.forCpo).entries)
    }

    /// Answers every action that waits.
    mutating func answerActions(_ answer: (ActionRequest) -> Result<ActionAnswer, Refusal>) {
        let waiting = actions
        actions = []
        for request in waiting { send(.performed(request.id, answer(request))) }
    }

    var screen: String { draw(state).plainText }
    var lines: [String] { screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
