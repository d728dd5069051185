import Roaming

/// What one hub process is told when it starts. Durations are real time, also in a demo with a virtual clock.
public struct HubConfiguration: Sendable {
    /// Holds `hub.sqlite`, `secrets.sqlite` and their journals; created 0700.
    public var dataDirectory: String
    public var host: String
    /// 0 asks the kernel for a free port.
    public var port: UInt16
    /// The base of every URL that partners are given, without a trailing slash; nil means `http://host:port`.
    public var publicURL: String?
    /// The hub's own address for Broadcast Push, GET All and commands of its own.
    public var party: PartyID
    public var name: String
    /// How long a partner may take to answer a forwarded request. Shorter than `handlerDeadline`, so that the
    /// requester always gets the hub's own 4002 and never a bare 503.
    public var partnerDeadline: Duration = .seconds(10)
    public var handlerDeadline: Duration = .seconds(15)
    /// Silence after which a partner is asked whether it is still there (OCPI 2.2.1, hubclientinfo, still alive check).
    public var silenceBeforeProbe: Duration = .seconds(300)
    /// How often an unreachable partner is tried again, and how often the watch looks at sessions and deliveries.
    public var probeInterval: Duration = .seconds(15)
    public var watchInterval: Duration = .seconds(2)
    /// The clock of business time; a demo's runs faster than the wall's.
    public var now: @Sendable () -> Timestamp
    /// Business seconds per real second; 1 outside a demo.
    public var clockSpeed: Int = 1
    /// A store made by a demo opens only with the demo's clock, and the other way round.
    public var isDemo: Bool = false

    public init(
        dataDirectory: String, host: String = "127.0.0.1", port: UInt16 = 0, publicURL: String? = nil,
        party: PartyID, name: String, now: @escaping @Sendable () -> Timestamp
    ) {
        self.dataDirectory = dataDirectory
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.party = party
        self.name = name
        self.now = now
    }
}
