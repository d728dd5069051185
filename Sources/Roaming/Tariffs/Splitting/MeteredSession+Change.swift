extension MeteredSession {
    /// The last stretch in which the car charged; nil when it never did.
    private var lastCharging: Int? {
        samples.indices.dropLast().last { samples[$0].state == .charging }
    }

    /// The power of the last charging stretch; nil when there is none.
    var chargingPower: Decimal4? {
        lastCharging.map { samples[$0].power ?? MeterStretch.average(from: samples[$0], to: samples[$0 + 1]) }
    }

    /// The state in which the session ends.
    var lastState: MeterState { samples[samples.count - 2].state }

    /// With the last charging stretch longer by a time and an energy, and everything after it later and higher.
    func chargingLonger(by time: Duration, energy: Decimal4) -> MeteredSession? {
        guard let last = lastCharging else { return nil }
        var samples = self.samples
        // The stretch keeps its power: what is added comes at the same.
        samples[last].power = chargingPower
        for index in samples.indices where index > last {
            samples[index].instant = samples[index].instant + time
            samples[index].energy = Decimal4(
                tenThousandths: samples[index].energy.tenThousandths + energy.tenThousandths)
        }
        return MeteredSession(samples: samples)
    }

    /// With the car left plugged in for longer after the end; nil for a reservation that expired.
    func parkedLonger(by time: Duration) -> MeteredSession? {
        guard lastState != .reserved, time > .zero else { return nil }
        var samples = self.samples
        let last = samples.count - 1
        if lastState == .parking {
            samples[last].instant = samples[last].instant + time
        } else {
            samples[last].state = .parking
            samples[last].power = nil
            samples[last].current = nil
            samples.append(MeterSample(end + time, energy: samples[last].energy, state: .parking))
        }
        return MeteredSession(samples: samples)
    }

    /// Broken off at a moment; nil when nothing but a reservation would be left, or not even that.
    func ending(at moment: Timestamp) -> MeteredSession? {
        guard chargingStart < moment, moment < end, let next = samples.firstIndex(where: { moment <= $0.instant })
        else { return nil }
        let stretch = MeterStretch(samples[next - 1], until: samples[next])
        var samples = Array(self.samples[..<next])
        samples[next - 1].power = stretch.power
        samples.append(
            MeterSample(
                moment, energy: moment == stretch.end.instant ? stretch.end.energy : stretch.point(at: moment).energy,
                state: .parking))
        return MeteredSession(samples: samples)
    }
}
