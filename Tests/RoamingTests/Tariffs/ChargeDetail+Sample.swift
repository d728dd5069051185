import Roaming

extension ChargeDetail {
    /// A CDR of NL*FAS for a token of DE*EMP; what is not given is plausible.
    static func sample(
        id: String = "C1", start: Timestamp = Timestamp(rfc3339: "2026-11-20T09:00:00Z")!, lasting: Duration? = nil,
        currency: String = "EUR", tariffs: [Tariff] = [], periods: [ChargePeriod], total: Price = .zero
    ) -> ChargeDetail {
        var hours: Int64 = 0
        for period in periods {
            for volume in period.volumes where volume.dimension == .time || volume.dimension == .parkingTime {
                hours &+= volume.amount.tenThousandths
            }
        }
        let end = start + (lasting ?? .milliseconds(hours &* 360))
        var detail = ChargeDetail(
            key: CDRKey(cpo: PartyID("NL*FAS")!, id: id), start: start, end: end, sessionID: "S1",
            token: TokenReference(owner: PartyID("DE*EMP")!, uid: "04A1", type: "RFID", contractID: "DE-EMP-C1"),
            place: ChargePlace(locationID: "L1", evseUID: "E1", connectorID: "1"), currency: Currency(currency)!,
            tariffs: tariffs, periods: periods,
            claim: Claim(
                total: total, energy: .zero, time: Decimal4(tenThousandths: (end - start).wholeMilliseconds / 360)),
            lastUpdated: end)
        detail.claim.energy = Decimal4(tenThousandths: detail.sum(of: .energy).rounded(decimals: 4)!)
        return detail
    }
}
