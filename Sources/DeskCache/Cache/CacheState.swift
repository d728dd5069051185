import AdminAPI
import JSON
import Roaming
import SQLite

/// How far the replica has come, and whose it is.
public struct CacheState: Hashable, Sendable {
    /// URL of the hub it is a cache of.
    public var hub: String
    /// Nil before the first page.
    public var epoch: String?
    public var role: String?
    /// The feed is stored up to here.
    public var seq: Int64 = 0
    /// Who the token belonged to when the hub last said so.
    public var me: Me?
    /// Resources that this version could not read and left out, since the cache was last emptied.
    public var unreadable = 0
    /// Why the last of them could not be read: its kind, id, and the rule.
    public var unreadableReason: String?
    /// The hub's time when the cache last was what the hub had.
    public var shownAt: Timestamp?

    init(hub: String) { self.hub = hub }
}

extension CacheReader {
    public func state() throws -> CacheState {
        var state = CacheState(hub: "")
        try connection.each("SELECT key, value FROM meta", values: []) { row in
            let value = try row.text(1)
            switch try row.text(0) {
            case "hub": state.hub = value
            case "epoch": state.epoch = value.isEmpty ? nil : value
            case "role": state.role = state.epoch == nil && value.isEmpty ? nil : value
            case "seq": state.seq = Int64(value) ?? 0
            case "shown_at": state.shownAt = Timestamp(rfc3339: value)
            case "unreadable": state.unreadable = Int(value) ?? 0
            case "unreadable_reason": state.unreadableReason = value.isEmpty ? nil : value
            case "me": state.me = Self.me(value)
            default: break
            }
        }
        return state
    }

    /// Nil for a text that a version with other members wrote.
    private static func me(_ text: String) -> Me? {
        guard let value = try? JSON.parse(Array(text.utf8)), let reader = try? ObjectReader(value) else { return nil }
        return try? Me(reader)
    }
}
