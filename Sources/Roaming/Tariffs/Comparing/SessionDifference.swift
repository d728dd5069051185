/// What the same session costs under two tariffs.
public struct SessionDifference: Hashable, Sendable {
    public let session: StandardSession
    public let first: RatingOutcome
    public let second: RatingOutcome
    /// Second less first, an amount each where both are known; nil where one cannot be rated or currencies differ.
    public let difference: ExactPrice?
    /// The difference for each kWh of the session; nil without energy.
    public let perKilowattHour: ExactPrice?
}
