import JSON
import OCPI
import Roaming

/// What a session costs, beside what was claimed for it.
struct PriceResult {
    let charge: RatedCharge
    let currency: Currency
    let comparison: Comparison
    let explanations: [Explanation]
    let readingNotes: [ReadingNote]

    /// Writes the members after `id`. Amounts are decimal strings, null where the tariff does not allow to tell them.
    func write(to writer: inout JSONWriter) {
        writer.name("currency")
        writer.string(currency.code)
        write("total_cost", charge.total, least: 4, to: &writer)
        write("total_energy_cost", charge.energy, to: &writer)
        write("total_time_cost", charge.time, to: &writer)
        write("total_parking_cost", charge.parking, to: &writer)
        write("total_fixed_cost", charge.fixed, to: &writer)
        write("total_reservation_cost", charge.reservation, to: &writer)
        writeBilled(to: &writer)
        writeLines(to: &writer)
        if let limit = charge.limit {
            writer.name("price_limit")
            writer.string(limit.rawValue)
            write("total_before_limit", charge.totalBeforeLimit, to: &writer)
        }
        writeNotes(to: &writer)
        writer.name("divergences")
        writer.beginArray()
        for divergence in comparison.divergences { writer.string(divergence.description) }
        writer.endArray()
        if !comparison.divergences.isEmpty { writeExplanations(to: &writer) }
    }

    private func write(_ name: String, _ price: ExactPrice?, least: Int = 0, to writer: inout JSONWriter) {
        guard let price else { return }
        writer.name(name)
        writer.beginObject()
        writeAmount("excl", price.net, least, to: &writer)
        writeAmount("incl", price.gross, least, to: &writer)
        writer.endObject()
    }

    private func writeAmount(_ name: String, _ amount: ExactNumber?, _ least: Int, to writer: inout JSONWriter) {
        writer.name(name)
        if let amount { writer.string(DecimalText.amount(amount, least: least)) } else { writer.null() }
    }

    private func writeBilled(to writer: inout JSONWriter) {
        let billed = charge.billed
        writer.name("billed")
        writer.beginObject()
        for (name, quantity) in [
            ("energy_kwh", billed.energy), ("time_h", billed.time), ("parking_h", billed.parking),
            ("reservation_h", billed.reservation),
        ] {
            guard let quantity else { continue }
            writer.name(name)
            writer.string(DecimalText.quantity(quantity))
        }
        writer.endObject()
    }

    private func writeLines(to writer: inout JSONWriter) {
        writer.name("lines")
        writer.beginArray()
        for line in charge.lines {
            let cost = line.cost
            writer.beginObject()
            writer.name("dimension")
            writer.string(line.family.name)
            writer.name("period")
            writer.number(line.period)
            writer.name("quantity")
            writer.string(DecimalText.quantity(line.quantity))
            writer.name("price")
            writer.string(DecimalText.price(line.price))
            writer.name("element")
            writer.number(line.element)
            writer.name("component")
            writer.number(line.component)
            writeAmount("cost_excl", cost.net, 0, to: &writer)
            writeAmount("cost_incl", cost.gross, 0, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    /// A code is told once, however many periods it is true of.
    private func writeNotes(to writer: inout JSONWriter) {
        writer.name("notes")
        writer.beginArray()
        var told: Set<String> = []
        for note in charge.notes {
            let code = note.code
            if told.insert(code).inserted { writer.string(code) }
        }
        for note in readingNotes { writer.string(note.code) }
        writer.endArray()
    }

    private func writeExplanations(to writer: inout JSONWriter) {
        writer.name("explanations")
        writer.beginArray()
        for explanation in explanations {
            writer.beginObject()
            writer.name("deviations")
            writer.beginArray()
            for deviation in explanation.deviations { writer.string(deviation.rawValue) }
            writer.endArray()
            writer.name("explains")
            writer.string(explanation.isComplete ? "all" : "total")
            writer.name("text")
            writer.string(explanation.description)
            writer.endObject()
        }
        writer.endArray()
    }
}
