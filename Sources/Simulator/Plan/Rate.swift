import JSON

/// How busy the world is. Times are virtual.
public struct Rate: Sendable {
    /// An EVSE stays free between two drivers for so many minutes.
    public var idleMinutes: ClosedRange<Int> = 1...8
    public var sessionMinutes: ClosedRange<Int> = 6...40
    /// Between two updates of a session; rounded to whole steps of 36 seconds, one at least.
    public var updateSeconds = 360
    /// Each eMSP sends a command about this often; 0 is never.
    public var commandMinutes = 20
    /// How many of a hundred drivers are authorised in real time instead of by white list.
    public var authorizePercent = 50

    public init() {}

    public init(_ reader: ObjectReader) throws(FieldError) {
        idleMinutes = try Self.range("idle_minutes", in: reader, default: idleMinutes)
        sessionMinutes = try Self.range("session_minutes", in: reader, default: sessionMinutes)
        updateSeconds = try PartyPlan.count("update_seconds", in: reader, 36...86400, default: updateSeconds)
        commandMinutes = try PartyPlan.count("command_minutes", in: reader, 0...100_000, default: commandMinutes)
        authorizePercent = try PartyPlan.count("authorize_percent", in: reader, 0...100, default: authorizePercent)
    }

    private static func range(
        _ name: String, in reader: ObjectReader, default value: ClosedRange<Int>
    ) throws(FieldError) -> ClosedRange<Int> {
        guard let present = reader.value(name), present != .null else { return value }
        let bounds = try reader.array(name).map { value -> Int? in
            if case .number(let number) = value { return number.int64.map { Int(clamping: $0) } }
            return nil
        }
        guard bounds.count == 2, let low = bounds[0], let high = bounds[1], (0...100_000).contains(low), low <= high,
            high <= 100_000
        else { throw reader.fail(name, rule: "must be two whole numbers, the lower first") }
        return low...high
    }
}
