import JSON
import Roaming

/// A total and its parts, to four decimals. A part that nothing was claimed or computed for is absent.
public struct PriceParts: JSONConvertible {
    public var total: PriceFigure
    public var fixed: PriceFigure?
    public var energy: PriceFigure?
    public var time: PriceFigure?
    public var parking: PriceFigure?
    public var reservation: PriceFigure?

    public init(
        total: PriceFigure, fixed: PriceFigure? = nil, energy: PriceFigure? = nil, time: PriceFigure? = nil,
        parking: PriceFigure? = nil, reservation: PriceFigure? = nil
    ) {
        self.total = total
        self.fixed = fixed
        self.energy = energy
        self.time = time
        self.parking = parking
        self.reservation = reservation
    }

    /// The parts with the names they have in JSON, `total` first.
    public var named: [(name: String, figure: PriceFigure?)] {
        [
            ("total", total), ("fixed", fixed), ("energy", energy), ("time", time), ("parking", parking),
            ("reservation", reservation),
        ]
    }
}

extension PriceParts {
    public init(_ reader: ObjectReader) throws(FieldError) {
        total = try reader.one("total")
        fixed = try reader.optionalOne("fixed")
        energy = try reader.optionalOne("energy")
        time = try reader.optionalOne("time")
        parking = try reader.optionalOne("parking")
        reservation = try reader.optionalOne("reservation")
    }

    public var json: JSONValue {
        var members = Members()
        for (name, figure) in named { members.add(name, figure?.json) }
        return members.json
    }

    public static let schema = Schema(
        "PriceParts", "A total and its parts",
        [
            .field("total", .object("PriceFigure"), "The whole"),
            .optional("fixed", .object("PriceFigure"), "Flat fees"),
            .optional("energy", .object("PriceFigure"), "Energy"),
            .optional("time", .object("PriceFigure"), "Time charging"),
            .optional("parking", .object("PriceFigure"), "Time parked"),
            .optional("reservation", .object("PriceFigure"), "Reservation, its flat fee included"),
        ])
}

/// An amount net and gross; each is absent where it is not known.
public struct PriceFigure: JSONConvertible {
    public var net: Decimal4?
    public var gross: Decimal4?

    public init(net: Decimal4? = nil, gross: Decimal4? = nil) {
        self.net = net
        self.gross = gross
    }

    public init(_ reader: ObjectReader) throws(FieldError) {
        net = try reader.optionalDecimal("net")
        gross = try reader.optionalDecimal("gross")
    }

    public var json: JSONValue {
        var members = Members()
        members.add("net", net)
        members.add("gross", gross)
        return members.json
    }

    public static let schema = Schema(
        "PriceFigure", "An amount net and gross",
        [
            .optional("net", .decimal, "Without tax, to four decimals"),
            .optional("gross", .decimal, "With tax, to four decimals"),
        ])
}
