extension Review {
    mutating func checkAgreement() {
        switch facts.trade {
        case .allowed(let agreement):
            let terms = agreement.terms
            ok(
                .agreement,
                "agreement \(agreement.id): commission \(percent(terms.commissionBasisPoints)), "
                    + "DP share \(percent(terms.dpShareBasisPoints))")
        case .refused(let refusal): fail(.agreement, "\(refusal)")
        }
    }

    mutating func checkDuplicate() {
        guard let other = facts.related.first else { return ok(.duplicate, "no other CDR bills this session") }
        fail(.duplicate, "CDR \(other.id) bills \(other.likeness.rawValue)")
    }

    mutating func checkToken() {
        let token = detail.token
        if facts.tokenOwners.contains(token.owner) {
            ok(.token, "the token belongs to \(token.owner)")
        } else if let owner = facts.tokenOwners.first {
            fail(.token, "the token belongs to \(owner), the CDR bills \(token.owner)")
        } else {
            warn(.token, "\(token.owner) has not told the hub about this token")
        }
    }

    mutating func checkSession() {
        guard let id = detail.sessionID, !id.isEmpty else { return warn(.session, "the CDR names no session") }
        guard let session = facts.session else { return warn(.session, "the hub has not seen session \(id)") }
        if session.status.uppercased() == "INVALID" { return fail(.session, "session \(id) was declared INVALID") }
        if session.dp != detail.token.owner {
            return fail(.session, "session \(id) was driven by \(session.dp), the CDR bills \(detail.token.owner)")
        }
        let shift = (detail.start - session.start).wholeMilliseconds
        if shift != 0, shift % 3_600_000 == 0, shift.magnitude <= 14 * 3_600_000 {
            return warn(
                .session, "the start is exactly \(shift / 3_600_000) h off the session's: it looks like local time")
        }
        let difference = Int128(detail.claim.energy.tenThousandths) - Int128(session.energy.tenThousandths)
        if difference.magnitude > max(5000, UInt128(detail.claim.energy.tenThousandths.magnitude) / 50) {
            return warn(
                .session,
                "session \(id) ended with \(session.energy.text) kWh, the CDR has \(detail.claim.energy.text) kWh")
        }
        ok(.session, "session \(id) agrees")
    }

    private func percent(_ basisPoints: Int) -> String {
        "\(basisPoints / 100).\(Digits.padded(basisPoints % 100, 2)) %"
    }
}
