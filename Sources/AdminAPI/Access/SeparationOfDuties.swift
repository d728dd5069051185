/// Four eyes: the second step is never the first step's person, whatever roles that person holds.
public enum SeparationOfDuties {
    /// The sentence that refuses `person`, or nil when they may go on.
    ///
    /// `earlier` is the person of the step that this one checks: who released the payout, who raised the dispute,
    /// who proposed its decision. Persons are compared, not tokens and not roles.
    public static func refusal(of action: ActionName, by person: String, earlier: [String]) -> String? {
        guard earlier.contains(person) else { return nil }
        switch action {
        case .approvePayout: return "you released this payout; another person must approve it"
        case .decideDispute: return "you raised this dispute; another person must decide it"
        default: return nil
        }
    }
}
