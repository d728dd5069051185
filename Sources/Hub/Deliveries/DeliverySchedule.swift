import Roaming

/// When a CDR that certainly did not arrive is sent again. One that may have arrived is not.
enum DeliverySchedule {
    /// Minutes of business time between attempts; the last gap repeats.
    private static let gaps: [Int64] = [1, 2, 5, 15, 60, 240]
    /// After so many attempts a person has to look.
    static let attempts = 40

    /// Nil when no further attempt is made.
    static func next(after attempts: Int, at now: Timestamp) -> Timestamp? {
        guard attempts < Self.attempts else { return nil }
        let gap = gaps[min(max(attempts - 1, 0), gaps.count - 1)]
        return now + .seconds(gap * 60)
    }

    /// What an attempt made of a delivery.
    static func outcome(_ delivery: CDRDelivery, _ answer: PartnerAnswer, at now: Timestamp) -> CDRDelivery {
        var next = delivery
        next.attempts += 1
        next.answer = answer.summary
        next.updatedAt = now
        next.nextAttemptAt = nil
        switch answer {
        case .answered(let response) where answer.isSuccess:
            next.state = .delivered
            next.remoteURL = response.headers.first("Location").map { String($0.prefix(500)) }
        case .answered(let response) where response.status >= 500 || response.status == 429:
            next.state = .pending
            next.nextAttemptAt = Self.next(after: next.attempts, at: now)
        case .answered:
            next.state = .refused
        case .notDelivered:
            next.state = .pending
            next.nextAttemptAt = Self.next(after: next.attempts, at: now)
        case .maybe:
            next.state = .maybe
        }
        return next
    }
}
