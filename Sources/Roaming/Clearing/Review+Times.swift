extension Review {
    mutating func checkTimes() {
        let (start, end) = (detail.start, detail.end)
        if end < start {
            fail(.timeOrder, "the session ends at \(end), before it starts at \(start)")
        } else if let period = detail.periods.firstIndex(where: { $0.start < start || $0.start > end }) {
            warn(.timeOrder, "period \(period) starts at \(detail.periods[period].start), outside the session")
        } else {
            ok(.timeOrder, "from \(start) to \(end)")
        }
        if end > facts.now + policy.clockTolerance {
            fail(.timePlausible, "the session ends at \(end), which is in the future")
        } else if start.parts.year < 2010 {
            fail(.timePlausible, "the session starts in \(start.parts.year): the clock was not set")
        } else {
            ok(.timePlausible, "the session is over")
        }
        checkTotalTimes()
        let age = facts.now - end
        if age > policy.lateAfter {
            warn(.late, "it came \(age.components.seconds / 86_400) days after the session")
        } else {
            ok(.late, "it came in time")
        }
    }

    private mutating func checkTotalTimes() {
        let seconds = (detail.end - detail.start).wholeMilliseconds / 1000
        let claimed = detail.claim.time.tenThousandths
        // 0.0001 h is 0.36 s; a minute is what CPOs that round to minutes are off.
        let difference = (Int128(claimed) * 9 - Int128(seconds) * 25).magnitude
        if difference > 60 * 25 {
            warn(
                .totalTime,
                "total_time is \(detail.claim.time.text) h, from start to end it is "
                    + "\(ExactNumber(seconds, over: 3600).text()) h")
        } else {
            ok(.totalTime, "total_time is the time from start to end")
        }
        guard let parking = detail.claim.parkingTime else { return }
        let sum = detail.sum(of: .parkingTime)
        if parking != .zero || sum != .zero {
            if ExactNumber(parking) == sum {
                ok(.totalParkingTime, "total_parking_time is the sum of the periods")
            } else {
                warn(.totalParkingTime, "total_parking_time is \(parking.text) h, the periods sum to \(sum.text()) h")
            }
        }
    }
}
