extension Review {
    mutating func checkCurrency() {
        if let tariff = detail.tariffs.first(where: { $0.currency != detail.currency }) {
            fail(.currency, "the CDR is in \(detail.currency), its tariff \(tariff.id) in \(tariff.currency)")
        } else if let session = facts.session, session.currency.uppercased() != detail.currency.code {
            fail(.currency, "the CDR is in \(detail.currency), its session in \(session.currency)")
        } else {
            ok(.currency, "\(detail.currency) throughout")
        }
    }

    mutating func checkDecimals() {
        if detail.roundedFields.isEmpty {
            ok(.decimals, "no number has more than four decimals")
        } else {
            warn(.decimals, "more than four decimals, rounded: \(detail.roundedFields.joined(separator: ", "))")
        }
    }

    /// The CDR's own tariffs are rated, so they must be what the CPO told everyone.
    mutating func checkTariff() {
        guard !detail.tariffs.isEmpty else {
            if facts.publishedTariffs.isEmpty { return }
            return publishedInTime("the CDR has no tariff; the published one is used")
        }
        for tariff in detail.tariffs {
            let published = facts.publishedTariffs.first { $0.id.lowercased() == tariff.id.lowercased() }
            guard let published else {
                return warn(.tariff, "tariff \(tariff.id) is in the CDR and was never published to the hub")
            }
            guard published.hasSamePrices(as: tariff) else {
                return fail(
                    .tariff, "tariff \(tariff.id) in the CDR has other prices than published when the session started")
            }
        }
        publishedInTime("the CDR's tariff is the published one")
    }

    private mutating func publishedInTime(_ text: String) {
        guard let late = facts.publishedTariffs.first(where: { facts.latePublications.contains($0.id) }) else {
            return ok(.tariff, text)
        }
        warn(
            .tariff, "\(text), but the hub got tariff \(late.id) after the session had started: nobody was promised it")
    }

    /// A tariff that breaks a rule is billed all the same: whether it may be is for people to say.
    mutating func checkPriceRules() {
        guard !facts.publishedTariffs.isEmpty else { return }
        if facts.tariffFaults.isEmpty { return ok(.priceRules, "no price rule finds an error in the tariff") }
        warn(.priceRules, facts.tariffFaults.prefix(3).joined(separator: "; "))
    }

    /// What rating noticed about the periods; what has no price is free, which a tariff may want.
    mutating func checkPeriods(_ rating: RatingOutcome) {
        guard case .rated(let charge) = rating else { return }
        let notes = charge.notes.filter { if case .unpriced = $0 { false } else { true } }
        if notes.isEmpty { return ok(.periods, "the periods are in order and split where the price changes") }
        warn(.periods, notes.prefix(5).map(\.description).joined(separator: "; "))
    }

    mutating func checkCosts(_ rating: RatingOutcome) {
        let claim = detail.claim
        let parts = [claim.fixed, claim.energyCost, claim.timeCost, claim.parkingCost, claim.reservationCost]
            .compactMap { $0?.excludingVAT.tenThousandths }
        if !parts.isEmpty {
            let sum = parts.reduce(Int128(0)) { $0 + Int128($1) }
            let total = Int128(claim.total.excludingVAT.tenThousandths)
            // Each part may have been rounded to the minor unit on its own.
            let tolerance = Int128(10_000 / detail.currency.minorUnitsPerMajor) * Int128(parts.count)
            var isLimited = false
            if case .rated(let charge) = rating { isLimited = charge.limit != nil }
            if (sum - total).magnitude <= tolerance.magnitude {
                ok(.costSum, "the parts sum to total_cost")
            } else if isLimited {
                ok(.costSum, "the tariff's price limit moved total_cost from the sum of the parts")
            } else {
                warn(
                    .costSum,
                    "total_cost is \(claim.total.excludingVAT.text), the parts sum to "
                        + Decimal4(tenThousandths: Int64(clamping: sum)).text)
            }
        }
        checkVAT(rating)
    }

    private mutating func checkVAT(_ rating: RatingOutcome) {
        guard let including = detail.claim.total.includingVAT else {
            return ok(.vat, "no amount with VAT is claimed")
        }
        let (net, gross) = (ExactNumber(detail.claim.total.excludingVAT), ExactNumber(including))
        guard net <= gross else {
            return fail(.vat, "with VAT \(gross.text()) is less than without, \(net.text())")
        }
        let most = Int128(detail.claim.total.excludingVAT.tenThousandths) * Int128(100 + policy.maximumVAT)
        let unit = 10_000 / detail.currency.minorUnitsPerMajor
        guard Int128(including.tenThousandths) * 100 <= most + Int128(unit) * 100 else {
            return warn(.vat, "\(gross.text()) with VAT on \(net.text()) is more than \(policy.maximumVAT) percent")
        }
        if case .rated(let charge) = rating, let computed = charge.total.gross?.money(in: detail.currency),
            let claimed = gross.money(in: detail.currency),
            (Int128(computed.minorUnits) - Int128(claimed.minorUnits)).magnitude > policy.priceTolerance.magnitude
        {
            return warn(.vat, "\(claimed.amountText) with VAT is claimed, the tariff gives \(computed.amountText)")
        }
        ok(.vat, "\(gross.text()) with VAT on \(net.text())")
    }

    /// The cleared amount: the claim rounded to minor units where it agrees with the tariff, otherwise nil.
    mutating func checkPrice(_ rating: RatingOutcome, _ tariffs: [Tariff]) -> Money? {
        let claim = ExactNumber(detail.claim.total.excludingVAT)
        let currency = detail.currency
        guard let claimed = claim.money(in: currency), claimed.minorUnits <= policy.maximumAmount else {
            fail(.price, "total_cost \(claim.text()) is too large")
            return nil
        }
        switch rating {
        case .cannotRate(let obstacle):
            var text = "it cannot be rated: \(obstacle)"
            if case .noTimeZone = obstacle, let missing = facts.missingZone { text += "; \(missing)" }
            fail(.price, text)
            return nil
        case .rated(let charge):
            if let note = charge.notes.first(where: \.asksForAPerson) {
                fail(.price, "it cannot be rated for certain: \(note)")
                return nil
            }
            guard let exact = charge.total.net else {
                fail(.price, "the tariff includes tax at a rate it does not give; the price without tax is not known")
                return nil
            }
            guard let computed = settled(charge) else {
                fail(.price, "the tariff gives a price that is too large")
                return nil
            }
            let tolerance = ExactNumber(policy.priceTolerance, over: currency.minorUnitsPerMajor)
            // Rounded as the parties agreed, the claim may be further from the exact price than the tolerance.
            guard let distance = try? claim.subtracting(exact).magnitude, distance <= tolerance || claimed == computed
            else {
                fail(.price, disagreement(claimed, computed, charge, tariffs))
                return nil
            }
            let names = charge.tariffIDs.joined(separator: ", ")
            ok(
                .price,
                claimed == computed
                    ? "\(claimed) is what tariff \(names) gives"
                    : "\(claimed) agrees with tariff \(names), \(exact.text()), but for rounding")
            return claimed
        }
    }

    /// Our price as the parties' agreement rounds it.
    func settled(_ charge: RatedCharge) -> Money? {
        charge.settled(in: detail.currency, facts.ratingPolicy.rounding).net
            .flatMap { ExactNumber($0).money(in: detail.currency) }
    }

    private func disagreement(
        _ claimed: Money, _ computed: Money, _ charge: RatedCharge, _ tariffs: [Tariff]
    ) -> String {
        let names = charge.tariffIDs.isEmpty ? "the tariff" : "tariff \(charge.tariffIDs.joined(separator: ", "))"
        var text = "claimed \(claimed), \(names) gives \(computed)"
        let difference = Int128(claimed.minorUnits) - Int128(computed.minorUnits)
        if let size = Int64(exactly: difference.magnitude) {
            let amount = Money(minorUnits: size, currency: claimed.currency)
            text += ", \(amount.amountText) \(difference > 0 ? "too much" : "too little")"
        }
        if charge.total.gross != charge.total.net, charge.total.gross?.money(in: claimed.currency) == claimed {
            text += "; it is the price with VAT"
        }
        for factor in [100, 1000] as [Int128] where computed.minorUnits != 0 {
            if Int128(claimed.minorUnits) == Int128(computed.minorUnits) * factor {
                text += "; exactly a factor of \(factor)"
            }
        }
        if charge.limit != nil, charge.totalBeforeLimit.net?.money(in: claimed.currency) == claimed {
            text += "; the tariff's \(charge.limit?.rawValue ?? "") was not applied"
        }
        let explanations = ExplanationSearch.find(
            detail, tariffs: tariffs, zone: facts.zone, policy: facts.ratingPolicy, otherVersions: facts.otherVersions)
        if !explanations.isEmpty {
            text += "; claim equals: \(explanations.prefix(2).map(\.description).joined(separator: ", or: "))"
        }
        return text
    }
}
