import Roaming

/// How much power a car takes, by how full it is. Whole numbers only: watts, watt-hours, thousandths.
struct ChargingCurve: Hashable, Sendable {
    /// What connector and car can do together, in watts.
    let peakWatts: Int
    let batteryWh: Int
    /// State of charge when the car was plugged in, in thousandths.
    let startPermille: Int
    /// The car takes nothing any more above it.
    let targetPermille: Int

    /// The step of all charging: 36 seconds are a hundredth of an hour, so volumes in hours have two exact decimals.
    static let stepSeconds = 36

    /// Steps end at full hours of every clock, where prices change.
    static func stepEnd(before now: Timestamp) -> Timestamp {
        let step = Int64(stepSeconds) * 1000
        return Timestamp(milliseconds: now.milliseconds - (now.milliseconds % step + step) % step)
    }

    /// Watts after so much energy has been taken; 0 when the car is as full as its driver wants.
    ///
    /// Alternating current is flat; direct current bends down from 55 % to a fifth of the peak at 95 %.
    func watts(afterWh taken: Int) -> Int {
        let permille = startPermille + taken * 1000 / batteryWh
        if permille >= targetPermille { return 0 }
        guard peakWatts > 25_000, permille > 550 else { return peakWatts }
        let left = max(0, 950 - permille)
        return peakWatts * (200 + left * 2) / 1000
    }

    /// The watt-hours of one step.
    func stepWh(afterWh taken: Int) -> Int {
        watts(afterWh: taken) / 100
    }
}
