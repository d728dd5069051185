/// The posting rules: which accounts a business event debits and credits. Amounts are minor units above zero.
public enum Posting {}

/// The names under which events are posted, made from business identity so that a replay meets its first posting.
public enum JournalKey {
    public static func cdrAccepted(_ cdr: CDRKey) -> String { "cdr:\(cdr.folded)" }
    public static func cdrCredited(_ original: CDRKey) -> String { "cdr-credit:\(original.folded)" }
    public static func settlementNote(_ note: String) -> String { "note:\(note)" }
    public static func payoutCreated(_ payout: String) -> String { "payout:\(payout):created" }
    /// Approval and void share a key: a pending payout is resolved once.
    public static func payoutResolved(_ payout: String) -> String { "payout:\(payout):resolved" }
    public static func payoutCancelled(_ payout: String) -> String { "payout:\(payout):cancelled" }
    public static func disputeHeld(_ dispute: String) -> String { "dispute:\(dispute):held" }
    /// Release and charge share a key: a dispute ends once.
    public static func disputeEnded(_ dispute: String) -> String { "dispute:\(dispute):ended" }
}

/// A CDR of the network: the CPO that issued it and the id it gave, which OCPI compares without regard to case.
public struct CDRKey: Hashable, Sendable, CustomStringConvertible {
    public let cpo: PartyID
    /// As the CPO wrote it.
    public let id: String

    public init(cpo: PartyID, id: String) {
        self.cpo = cpo
        self.id = id
    }

    /// `NL*FAS/C1`, the id that the console shows.
    public var description: String { "\(cpo)/\(id)" }

    /// The same for every way to write the id.
    public var folded: String { "\(cpo)/\(id.lowercased())" }

    public static func == (left: CDRKey, right: CDRKey) -> Bool {
        left.cpo == right.cpo && left.id.lowercased() == right.id.lowercased()
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(cpo)
        hasher.combine(id.lowercased())
    }
}
