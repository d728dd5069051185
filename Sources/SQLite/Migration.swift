/// One step of a schema, applied once and never changed after it has been released.
public struct Migration: Sendable {
    public let name: String
    /// Of the SQL text, or of the revision when the step is code: an edited step is refused, not skipped.
    public let fingerprint: String
    let apply: @Sendable (Connection) throws -> Void

    /// A step written as SQL, of any number of statements.
    public init(name: String, sql: String) {
        self.name = name
        fingerprint = Self.fingerprint(of: sql)
        apply = { try $0.execute(sql) }
    }

    /// A step in code. Its text cannot be checked, so raise `revision` (only before its release) when it changes.
    public init(name: String, revision: Int = 1, apply: @escaping @Sendable (Connection) throws -> Void) {
        self.name = name
        fingerprint = Self.fingerprint(of: "code \(revision)")
        self.apply = apply
    }

    /// FNV-1a, 64 bit: it guards against an accident, not against somebody who can edit the file anyway.
    static func fingerprint(of text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
