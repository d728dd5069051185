/// Bytes that mean one thing only: each value is written with its name and its length, in the order of the calls, so no
/// two different contents share bytes. Hashes are taken over these.
public struct CanonicalBytes: Sendable {
    public private(set) var bytes: [UInt8] = []

    /// Begins with `schema`, so that a later layout never collides with this one.
    public init(schema: String) {
        add("schema", schema)
    }

    public mutating func add(_ name: StaticString, _ value: String) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "="))
        bytes.append(contentsOf: String(value.utf8.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: value.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    public mutating func add(_ name: StaticString, _ value: some BinaryInteger) {
        add(name, String(value))
    }

    /// An absent value differs from an empty one.
    public mutating func add(_ name: StaticString, optional value: String?) {
        guard let value else {
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "\n"))
            return
        }
        add(name, value)
    }
}

extension Journal {
    /// What a repeated request with the same idempotency key must have in common with the first: everything but the
    /// effective date, which follows the clock.
    public var requestBytes: [UInt8] {
        var canonical = CanonicalBytes(schema: "journal-request/1")
        addContent(to: &canonical)
        return canonical.bytes
    }

    /// What the hash chain covers, before the previous hash is put in front.
    public func chainBytes(sequence: Int64, recordedAt: Timestamp, actor: String) -> [UInt8] {
        var canonical = CanonicalBytes(schema: "journal/1")
        canonical.add("seq", sequence)
        canonical.add("recorded_at", recordedAt.milliseconds)
        canonical.add("actor", actor)
        canonical.add("effective_date", effectiveDate.description)
        addContent(to: &canonical)
        return canonical.bytes
    }

    private func addContent(to canonical: inout CanonicalBytes) {
        canonical.add("event", event.rawValue)
        canonical.add("key", idempotencyKey)
        canonical.add("mode", mode.name)
        canonical.add("pending", optional: mode.pendingSequence.map { String($0) })
        canonical.add("reverses", optional: reverses.map { String($0) })
        canonical.add("source", source.kind.rawValue)
        canonical.add("source_id", source.id)
        canonical.add("entries", entries.count)
        for entry in entries {
            canonical.add("account", entry.account.code.rawValue)
            canonical.add("party", entry.account.party?.description ?? "")
            canonical.add("currency", entry.account.currency.code)
            canonical.add("side", entry.side.rawValue)
            canonical.add("amount", entry.amount)
        }
    }
}
