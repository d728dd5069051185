extension Review {
    /// The CDR that is taken back, or nil with a failed verdict.
    ///
    /// A credit CDR has all data of the original and the exact negation of its total_cost; the other totals are
    /// accepted with either sign. Source: OCPI 2.2.1, cdrs, credit CDRs.
    mutating func checkCredit() -> CDRKey? {
        let reference = detail.credits ?? ""
        guard !reference.isEmpty else {
            fail(.credit, "a credit CDR names the CDR that it takes back in credit_reference_id")
            return nil
        }
        guard let original = facts.original else {
            fail(.credit, "it takes back CDR \(reference), which the hub does not know")
            return nil
        }
        if let fault = fault(against: original) {
            fail(.credit, fault)
            return nil
        }
        ok(.credit, "it takes back CDR \(original.detail.key.id) exactly")
        return original.detail.key
    }

    private func fault(against original: OriginalCharge) -> String? {
        let first = original.detail
        let id = first.key.id
        if first.isCredit { return "CDR \(id) is itself a credit" }
        if original.state == .credited { return "CDR \(id) is already credited" }
        let same: [(String, Bool)] = [
            ("party", first.key.cpo == detail.key.cpo), ("currency", first.currency == detail.currency),
            ("token owner", first.token.owner == detail.token.owner),
            ("token", first.token.uid.lowercased() == detail.token.uid.lowercased()),
            ("EVSE", first.place.evseUID.lowercased() == detail.place.evseUID.lowercased()),
            ("session", first.sessionID?.lowercased() == detail.sessionID?.lowercased()),
        ]
        if let other = same.first(where: { !$0.1 }) { return "CDR \(id) has another \(other.0)" }
        let (was, now) = (first.claim.total, detail.claim.total)
        if Int128(was.excludingVAT.tenThousandths) != -Int128(now.excludingVAT.tenThousandths) {
            return "total_cost is \(now.excludingVAT.text), the negation of CDR \(id) would be "
                + ExactNumber(was.excludingVAT).negated.text()
        }
        if let before = was.includingVAT, let after = now.includingVAT,
            Int128(before.tenThousandths) != -Int128(after.tenThousandths)
        {
            return "total_cost with VAT is \(after.text), the negation of CDR \(id) would be "
                + ExactNumber(before).negated.text()
        }
        if first.claim.energy.tenThousandths.magnitude != detail.claim.energy.tenThousandths.magnitude {
            return "total_energy is \(detail.claim.energy.text) kWh, that of CDR \(id) \(first.claim.energy.text) kWh"
        }
        return nil
    }
}
