import JSON
import Roaming

/// A resource of whichever kind, read by the kind's own rules.
public enum AnyResource: Hashable, Sendable {
    case session(SessionResource)
    case partner(PartnerResource)
    case location(LocationResource)
    case tariff(TariffResource)
    case cdr(CDRResource)
    case window(WindowResource)
    case payout(PayoutResource)
    case dispute(DisputeResource)
    case command(CommandResource)
    case agreement(AgreementResource)
    case alert(AlertResource)

    public init(_ kind: Kind, _ reader: ObjectReader) throws(FieldError) {
        switch kind {
        case .session: self = .session(try SessionResource(reader))
        case .partner: self = .partner(try PartnerResource(reader))
        case .location: self = .location(try LocationResource(reader))
        case .tariff: self = .tariff(try TariffResource(reader))
        case .cdr: self = .cdr(try CDRResource(reader))
        case .window: self = .window(try WindowResource(reader))
        case .payout: self = .payout(try PayoutResource(reader))
        case .dispute: self = .dispute(try DisputeResource(reader))
        case .command: self = .command(try CommandResource(reader))
        case .agreement: self = .agreement(try AgreementResource(reader))
        case .alert: self = .alert(try AlertResource(reader))
        }
    }

    /// The resource itself, for what every kind has.
    public var resource: any Resource {
        switch self {
        case .session(let value): value
        case .partner(let value): value
        case .location(let value): value
        case .tariff(let value): value
        case .cdr(let value): value
        case .window(let value): value
        case .payout(let value): value
        case .dispute(let value): value
        case .command(let value): value
        case .agreement(let value): value
        case .alert(let value): value
        }
    }

    public var kind: Kind { type(of: resource).kind }
    public var id: String { resource.id }
    public var version: Int { resource.version }
    public var updatedAt: Timestamp { resource.updatedAt }
    public var json: JSONValue { resource.json }
}

extension Kind {
    /// The schema of the kind's resource.
    public var schema: Schema { resourceType.schema }

    public var resourceType: any Resource.Type {
        switch self {
        case .session: SessionResource.self
        case .partner: PartnerResource.self
        case .location: LocationResource.self
        case .tariff: TariffResource.self
        case .cdr: CDRResource.self
        case .window: WindowResource.self
        case .payout: PayoutResource.self
        case .dispute: DisputeResource.self
        case .command: CommandResource.self
        case .agreement: AgreementResource.self
        case .alert: AlertResource.self
        }
    }
}
