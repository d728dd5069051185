import AdminAPI
import CommandLine
import Desk
import Glibc
import JSON
import Roaming

/// Approving without the console: the payout is shown and its amount typed, or both are given as seen elsewhere.
enum Approval {
    /// Puts the content hash and the amount into `given`.
    ///
    /// - Throws: when they were not given and nobody can be asked, or what was typed is not the payout's amount.
    static func complete(_ given: inout JSONObject, payout: JSONObject?, targets: Int) throws {
        if targets == 1, given["content_hash"] != nil, given["amount_minor"] != nil { return }
        guard let payout else { return }
        let seen = try PayoutResource(try ObjectReader(.object(payout)))
        guard isatty(0) == 1, isatty(2) == 1 else {
            throw UsageError(
                "an approval says what was seen: --content-hash and --amount-minor, one payout at a time, or a terminal"
            )
        }
        let amount = Currency(seen.currency).map { Money(minorUnits: seen.amountMinor, currency: $0).amountText }
        let shown = amount ?? String(seen.amountMinor)
        // Drawn from typed values only: nothing that a partner wrote can look like this question.
        Descriptor.printError(
            "\(seen.id)  \(seen.cpo)  \(shown) \(seen.currency)  \(seen.cdrCount) CDRs  released by "
                + "\(SafeText(untrusted: seen.releasedBy ?? "nobody").string)\n"
                + "content \(seen.contentHash)\nType the amount to approve it:")
        guard let typed = readLine(strippingNewline: true), typed == shown else {
            throw UsageError("not approved: what was typed is not \(shown)")
        }
        given["content_hash"] = .string(seen.contentHash)
        given["amount_minor"] = .number(JSONNumber(seen.amountMinor))
    }
}
