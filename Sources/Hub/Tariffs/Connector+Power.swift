import OCPI

extension V221.Connector {
    /// Watts at the most: as stated, else from voltage, current and phases; nil when neither is there.
    var power: Int? {
        if let maxElectricPower, maxElectricPower > 0 { return maxElectricPower }
        guard maxVoltage > 0, maxAmperage > 0 else { return nil }
        let phases =
            switch powerType {
            case "AC_3_PHASE": 3
            case "AC_2_PHASE", "AC_2_PHASE_SPLIT": 2
            default: 1
            }
        // Voltage is line to neutral for alternating current.
        let (product, overflow) = maxVoltage.multipliedReportingOverflow(by: maxAmperage)
        let (power, tooLarge) = product.multipliedReportingOverflow(by: phases)
        return overflow || tooLarge ? nil : power
    }
}
