/// The number an OCPI answer carries beside the HTTP status; 1000..1999 is success whatever HTTP said.
///
/// Source: OCPI 2.2.1, status codes. Codes x900..x999 are custom.
public struct OCPIStatus: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    public static let success = OCPIStatus(rawValue: 1000)
    public static let clientError = OCPIStatus(rawValue: 2000)
    /// Also used when an id in the URL differs from the one in the body, or a PATCH lacks `last_updated`.
    public static let invalidParameters = OCPIStatus(rawValue: 2001)
    public static let notEnoughInformation = OCPIStatus(rawValue: 2002)
    public static let unknownLocation = OCPIStatus(rawValue: 2003)
    public static let unknownToken = OCPIStatus(rawValue: 2004)
    public static let serverError = OCPIStatus(rawValue: 3000)
    public static let clientAPIUnusable = OCPIStatus(rawValue: 3001)
    public static let unsupportedVersion = OCPIStatus(rawValue: 3002)
    public static let missingEndpoints = OCPIStatus(rawValue: 3003)
    public static let hubError = OCPIStatus(rawValue: 4000)
    public static let unknownReceiver = OCPIStatus(rawValue: 4001)
    public static let forwardTimeout = OCPIStatus(rawValue: 4002)
    /// The receiver is known to the hub but cannot be reached, or no agreement connects the two.
    public static let receiverNotConnected = OCPIStatus(rawValue: 4003)

    public var isSuccess: Bool { (1000...1999).contains(rawValue) }

    public var description: String { String(rawValue) }
}
