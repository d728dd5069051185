/// What a field may hold, as far as OpenAPI can say it.
public indirect enum FieldType: Hashable, Sendable {
    case text
    /// One of these words; the list is closed in this version.
    case word([String])
    /// OCPI's words, which may grow: the list is what is known today.
    case openWord([String])
    case dateTime
    /// `NL*FAS`.
    case party
    /// ISO 4217.
    case currency
    /// An exact decimal with at most four places, in a JSON string.
    case decimal
    case integer
    /// Money in the currency's minor units.
    case minorUnits
    case flag
    case list(FieldType)
    /// An object of any member names with values of one type.
    case map(FieldType)
    /// A named schema.
    case object(String)
    /// Whatever JSON: an OCPI object as it came.
    case anyJSON
}

/// One member of an object.
public struct FieldSchema: Hashable, Sendable {
    public let name: String
    public let type: FieldType
    public let isRequired: Bool
    public let summary: String

    /// A member that is always there.
    public static func field(_ name: String, _ type: FieldType, _ summary: String) -> FieldSchema {
        FieldSchema(name: name, type: type, isRequired: true, summary: summary)
    }

    /// A member that is left out when there is nothing to say.
    public static func optional(_ name: String, _ type: FieldType, _ summary: String) -> FieldSchema {
        FieldSchema(name: name, type: type, isRequired: false, summary: summary)
    }
}

/// A named object of the contract. A test compares the field names with what `json` writes.
public struct Schema: Hashable, Sendable {
    public let name: String
    public let summary: String
    public let fields: [FieldSchema]

    public init(_ name: String, _ summary: String, _ fields: [FieldSchema]) {
        self.name = name
        self.summary = summary
        self.fields = fields
    }
}
