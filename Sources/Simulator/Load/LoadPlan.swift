/// How hard the hub is pushed.
public struct LoadPlan: Sendable {
    /// Live sessions that exist before the measurement.
    public var sessions = 5000
    /// Updates a second, at fixed moments whatever the answers do; 0 sends as soon as answers come.
    public var rate = 50
    public var connections = 8
    /// Of the measurement.
    public var length: Duration = .seconds(30)
    /// Whether an update is a whole session (PUT) or its changes (PATCH).
    public var sendsWholeSessions = false

    public init() {}
}
