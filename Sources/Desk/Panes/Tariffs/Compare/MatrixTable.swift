import Roaming

/// The matrix of standard sessions and tariffs, the best of each row marked, and the price of charging without a
/// contract against that with one.
struct MatrixTable {
    private let sheet: ComparisonSheet
    private let matrix: TariffMatrix
    /// What all amounts have in common; nil where some are known with tax only and others without.
    private let basis: PriceBasis?
    /// Indices of the two tariffs of the last column: second less first.
    private let pair: (first: Int, second: Int)?

    init(_ sheet: ComparisonSheet) {
        self.sheet = sheet
        matrix = TariffMatrix(
            tariffs: sheet.tariffs, zone: sheet.zone, monday: sheet.choice.monday(sheet.now, sheet.zone))
        basis = PriceBasis(commonTo: matrix.rows.flatMap { $0.outcomes.compactMap { $0.charge?.total } })
        pair = MatrixTable.pair(sheet.tariffs)
    }

    /// An ad hoc tariff and one with a contract in its currency; else the two there are.
    private static func pair(_ tariffs: [Tariff]) -> (Int, Int)? {
        for adHoc in tariffs.indices where tariffs[adHoc].isAdHoc {
            let regular = tariffs.indices.first {
                !tariffs[$0].isAdHoc && tariffs[$0].currency == tariffs[adHoc].currency
            }
            if let regular { return (regular, adHoc) }
        }
        return tariffs.count == 2 && tariffs[0].currency == tariffs[1].currency ? (0, 1) : nil
    }

    func lines(width: Int) -> [Line] {
        let count = sheet.tariffs.count + (pair == nil ? 0 : 1)
        let column = min(14, max(9, (width - 36) / count))
        var lines = [head(column)] + matrix.rows.map { row($0, column, width - 6 - count * column) }
        let tax: SafeText =
            basis == nil ? "VAT is not the same for all: no amounts are compared" : "total \(PriceText.words(basis))"
        lines.append(Line("* the cheapest of its row; \(tax)\(pairWords)", .muted))
        lines += obstacles
        return lines
    }

    private var isMixed: Bool { Set(sheet.tariffs.map(\.currency)).count > 1 }

    private func head(_ column: Int) -> Line {
        var right = sheet.readable.map { entry in
            let currency: SafeText = isMixed ? " \(untrusted: entry.tariff?.currency.code ?? "")" : ""
            let id: SafeText = isMixed && column < 12 ? "" : " \(untrusted: entry.tariff?.id ?? "")"
            let name: SafeText = "\(entry.letter)\(currency)\(id)"
            return Span(name.clipped(to: column - 1).padded(left: column), .heading)
        }
        if let pair {
            let text: SafeText = "\(sheet.readable[pair.second].letter) - \(sheet.readable[pair.first].letter)"
            right.append(Span(text.padded(left: column), .heading))
        }
        return Line([Span("SESSION", .muted)], right: right, isPassive: true)
    }

    private func row(_ row: TariffMatrix.Row, _ column: Int, _ room: Int) -> Line {
        var right = row.outcomes.indices.map { index in
            guard let text = total(row, index) else { return Span(SafeText("–").padded(left: column), .missing) }
            let isBest = row.best.contains(index)
            let shown: SafeText = isBest ? "*\(text)" : text
            return Span(shown.padded(left: column), isBest ? .ok : .money, strong: isBest)
        }
        if let pair { right.append(difference(row, pair, column)) }
        let isChosen = sheet.choice.ownPlan == nil && row.session == sheet.choice.standard
        return Line(
            [
                Span(isChosen ? "▸" : " ", .accent),
                Span(SafeText(untrusted: row.session.id).padded(right: 4), isChosen ? .accent : .text, strong: true),
                Span(SafeText(untrusted: row.session.title).clipped(to: room), .muted),
            ], right: right)
    }

    private func total(_ row: TariffMatrix.Row, _ index: Int) -> SafeText? {
        guard let total = row.outcomes[index].charge?.total, let amount = basis?.amount(of: total) else { return nil }
        return PriceText.total(amount, sheet.tariffs[index].currency)
    }

    private func difference(_ row: TariffMatrix.Row, _ pair: (first: Int, second: Int), _ column: Int) -> Span {
        guard let basis, let first = row.outcomes[pair.first].charge.flatMap({ basis.amount(of: $0.total) }),
            let second = row.outcomes[pair.second].charge.flatMap({ basis.amount(of: $0.total) }),
            let difference = try? second.subtracting(first)
        else { return Span(SafeText("–").padded(left: column), .missing) }
        let text = PriceText.change(difference, decimals: sheet.tariffs[pair.first].currency.exponent)
        let tone: Tone = difference > .zero ? .warn : difference < .zero ? .ok : .muted
        return Span(text.padded(left: column), tone)
    }

    private var pairWords: SafeText {
        guard let pair, sheet.tariffs[pair.second].isAdHoc else { return "" }
        return "; the last column is what paying without a contract costs more"
    }

    /// Why cells are empty, once a tariff.
    private var obstacles: [Line] {
        sheet.readable.enumerated().compactMap { index, entry in
            for row in matrix.rows {
                if case .cannotRate(let obstacle) = row.outcomes[index] {
                    return Line(
                        "\(entry.letter)  \(untrusted: row.session.id): \(untrusted: obstacle.description)", .warn)
                }
            }
            return nil
        }
    }
}

extension Tariff {
    /// Asked without a contract. Source: OCPI 2.2.1, tariffs, TariffType.
    var isAdHoc: Bool { type == "AD_HOC_PAYMENT" }
}
