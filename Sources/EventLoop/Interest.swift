/// What a registration wants to hear about. Errors and hang-ups are always reported.
public struct Interest: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let read = Interest(rawValue: 0x001)
    public static let write = Interest(rawValue: 0x004)
    /// The peer has closed its sending half. Level-triggered: drop the interest once it has been noted.
    public static let peerClosed = Interest(rawValue: 0x2000)
}

/// What epoll reported for a descriptor.
public struct Readiness: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let readable = Readiness(rawValue: 0x001)
    public static let writable = Readiness(rawValue: 0x004)
    public static let error = Readiness(rawValue: 0x008)
    /// Both directions are closed, or the connection was reset.
    public static let hangup = Readiness(rawValue: 0x010)
    public static let peerClosed = Readiness(rawValue: 0x2000)
}

/// A descriptor's place in the loop.
///
/// The generation is part of epoll's user data, so that a report for a closed descriptor is never
/// delivered to the next user of its slot.
public struct Registration: Hashable, Sendable {
    let slot: UInt32
    let generation: UInt32

    var token: UInt64 { UInt64(generation) << 32 | UInt64(slot) }
}
