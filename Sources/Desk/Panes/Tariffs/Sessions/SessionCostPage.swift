import Roaming

extension DetailPage {
    /// What the chosen session costs under the tariff, line by line as the engine has it.
    static let tariffSession = DetailPage(
        name: "session", fetches: TariffPages.history, knobs: TariffKnob.session,
        sections: { context in context.view(costs) })

    /// The session, its lines, and what would change them.
    static func costs(_ view: TariffView) -> [Section] {
        let plan = view.choice.plan(view.now, view.zone)
        let inputs = Section("Session", .main, PlanWords(plan: plan, view: view).lines)
        do {
            let cost = try CostOfSession(plan: plan, tariff: view.tariff, zone: view.zone)
            let sheet = CostSheet(cost: cost, view: view)
            return [
                inputs, Section("What it costs", .main, sheet.lines), Section("What if", .side, sheet.alternatives),
            ]
        } catch {
            return [inputs, Section("What it costs", .main, [Line("✗ \(untrusted: "\(error)")", .bad)])]
        }
    }
}

/// A planned session in words.
struct PlanWords {
    let plan: SessionPlan
    let view: TariffView

    var lines: [Line] {
        let name: Span =
            view.choice.ownPlan == nil
            ? Span("\(view.choice.planName)  \(untrusted: view.choice.standard.title)", .heading, strong: true)
            : Span("own session", .heading, strong: true)
        return [Line([name]), Line([Span(when), Span(" · \(charging)")]), Line([Span(rest, .muted)])]
    }

    private var when: SafeText { "\(LocalClock.day(plan.start.date)) \(LocalClock.clock(plan.start))" }

    private var charging: SafeText {
        plan.energy > .zero ? "\(untrusted: plan.energy.text) kWh, \(plan.pace.words)" : "no charging"
    }

    private var rest: SafeText {
        var parts: [SafeText] = []
        parts.append(
            plan.parked > .zero ? "parked for \(LocalClock.length(plan.parked)) when full" : "leaves when charged")
        if let reservation = plan.reservation {
            let length = LocalClock.length(reservation.lasting)
            parts.append(
                reservation.expires ? "reserved for \(length) and never used" : "reserved for \(length) before")
        }
        parts.append("times of \(view.zoneName)")
        return parts.joined(" · ")
    }
}
