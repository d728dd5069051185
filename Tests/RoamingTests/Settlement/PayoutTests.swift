import Roaming
import Testing

@Suite struct PayoutTests {
    private static let euro = Currency("EUR")!
    private static let maker = Person(id: 1, name: "Mia")
    private static let approver = Person(id: 2, name: "Ali")

    private func standing(_ state: PayoutState, releasedBy: Person? = maker) -> PayoutStanding {
        PayoutStanding(
            id: "P-1", state: state, contentHash: "ab", amount: Money(minorUnits: 1309, currency: Self.euro),
            releasedBy: releasedBy)
    }

    @Test(arguments: [
        (PayoutState.ready, PayoutAction.release, PayoutState.released, PayoutTransition.Effect.none),
        (.released, .approve(contentHash: "ab", amountMinor: 1309), .approved, .postPending),
        (.ready, .hold(reason: "bank"), .held, .none), (.released, .hold(reason: "bank"), .held, .none),
        (.held, .unhold, .ready, .none), (.ready, .cancel(reason: "x"), .cancelled, .voidPending),
        (.released, .cancel(reason: "x"), .cancelled, .voidPending),
        (.held, .cancel(reason: "x"), .cancelled, .voidPending),
        (.approved, .cancel(reason: "x"), .cancelled, .takeBack),
    ])
    func `the steps of a payout`(
        _ from: PayoutState, _ action: PayoutAction, _ to: PayoutState, _ effect: PayoutTransition.Effect
    ) throws {
        let transition = try standing(from).transition(action, by: Self.approver)
        #expect(transition.to == to)
        #expect(transition.effect == effect)
    }

    @Test func `every other step is refused with a sentence`() {
        let actions: [PayoutAction] = [
            .release, .approve(contentHash: "ab", amountMinor: 1309), .hold(reason: "x"), .unhold, .cancel(reason: "x"),
        ]
        var allowed = 0
        for state in PayoutState.allCases {
            for action in actions {
                do throws(PayoutRefusal) {
                    _ = try standing(state).transition(action, by: Self.approver)
                    allowed += 1
                } catch {
                    guard case .wrongState = error else {
                        Issue.record("\(state) \(action): \(error)")
                        continue
                    }
                    #expect(error.description.contains("P-1"))
                }
            }
        }
        #expect(allowed == 9)
    }

    @Test func `nobody approves what they released, not under any name`() {
        let same = Person(id: 1, name: "Mia Finance")
        #expect(throws: PayoutRefusal.ownRelease(id: "P-1", same)) {
            try standing(.released).transition(.approve(contentHash: "ab", amountMinor: 1309), by: same)
        }
    }

    @Test(arguments: [("ac", 1309), ("ab", 1308), ("", 1309)] as [(String, Int64)])
    func `what changed since it was seen is not approved`(_ hash: String, _ amount: Int64) {
        #expect(throws: PayoutRefusal.self) {
            try standing(.released).transition(.approve(contentHash: hash, amountMinor: amount), by: Self.approver)
        }
    }

    @Test func `a service decides nothing and a reason is never empty`() {
        let service = Person(id: 9, name: "exporter", isService: true)
        #expect(throws: PayoutRefusal.service(service, "release")) {
            try standing(.ready).transition(.release, by: service)
        }
        #expect(throws: PayoutRefusal.reasonMissing("cancel")) {
            try standing(.approved).transition(.cancel(reason: " \n"), by: Self.approver)
        }
    }

    @Test func `any change of a line changes the bytes that are approved`() throws {
        let cpo = try #require(PartyID("NL*FAS"))
        func content(_ lines: [PayoutLine]) throws -> PayoutContent {
            try #require(try PayoutContent(id: "P-1", cpo: cpo, currency: Self.euro, lines: lines))
        }
        let first = PayoutLine(kind: .cdr, journal: 7, row: 1, amount: 100)
        let second = PayoutLine(kind: .cdr, journal: 7, row: 2, amount: 50)
        let base = try content([first, second])
        #expect(base.amount.minorUnits == 150)
        #expect(base.largest == 100)
        let others = [
            [first], [second, first], [first, PayoutLine(kind: .release, journal: 7, row: 2, amount: 50)],
            [first, PayoutLine(kind: .cdr, journal: 8, row: 2, amount: 50)],
            [first, PayoutLine(kind: .cdr, journal: 7, row: nil, amount: 50)],
            [
                PayoutLine(kind: .cdr, journal: 7, row: 1, amount: 99),
                PayoutLine(kind: .cdr, journal: 7, row: 2, amount: 51),
            ],
        ]
        for lines in others { #expect(try content(lines).canonicalBytes != base.canonicalBytes) }
    }

    @Test func `lines that sum to nothing or less pay nothing`() throws {
        let cpo = try #require(PartyID("NL*FAS"))
        for amount in [0, -5] as [Int64] {
            let lines = [
                PayoutLine(kind: .cdr, journal: 1, row: 1, amount: 10),
                PayoutLine(kind: .held, journal: 2, row: 2, amount: amount - 10),
            ]
            #expect(try PayoutContent(id: "P-1", cpo: cpo, currency: Self.euro, lines: lines) == nil)
        }
    }

    @Test func `a window has one note a CPO whose net is the sum of its lines`() throws {
        let (a, b) = (try #require(PartyID("NL*FAS")), try #require(PartyID("DE*AAA")))
        let notes = try SettlementNote.drawUp(
            window: "W-1", currency: Self.euro,
            charges: [
                NoteLine(cdr: CDRKey(cpo: a, id: "1"), row: 1, amount: 100),
                NoteLine(cdr: CDRKey(cpo: b, id: "1"), row: 2, amount: 7),
                NoteLine(cdr: CDRKey(cpo: a, id: "2"), row: 3, amount: -130),
            ])
        #expect(notes.map(\.cpo) == [b, a])
        #expect(notes.map(\.net.minorUnits) == [7, -30])
        #expect(notes.map(\.lines.count) == [1, 2])
        #expect(Set(notes.map(\.id)).count == 2)
    }
}
