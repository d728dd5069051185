import Desk

/// Tells the second press of a double press from two single ones.
struct ClickCounter {
    private var last: (point: Point, time: ContinuousClock.Instant)?

    /// `mouse`, or a double press when it is the second one on the same cell within 400 ms.
    mutating func counted(_ mouse: Mouse, now: ContinuousClock.Instant) -> Mouse {
        guard case .press(let point) = mouse else { return mouse }
        if let previous = last, previous.point == point, now - previous.time <= .milliseconds(400) {
            last = nil
            return .doublePress(point)
        }
        last = (point, now)
        return mouse
    }
}
