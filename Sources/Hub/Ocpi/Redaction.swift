import Digest
import HTTPMessage
import JSON

/// Takes the secrets out of a message before it is stored: what stays is a fingerprint, enough to tell two apart.
enum Redaction {
    private static let secretFields = ["authorization", "proxy-authorization", "cookie", "set-cookie"]

    /// The fields as one JSON array of `[name, value]` pairs, in order.
    static func headers(_ fields: HTTPFields) -> String {
        var writer = JSONWriter(capacity: 1024)
        writer.beginArray()
        for field in fields {
            writer.beginArray()
            writer.string(field.name)
            writer.string(isSecret(field.name) ? fingerprint(field.value) : field.value)
            writer.endArray()
        }
        writer.endArray()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func isSecret(_ name: String) -> Bool {
        secretFields.contains { secret in
            secret.utf8.count == name.utf8.count && zip(secret.utf8, name.utf8).allSatisfy { $0 == $1 | 0x20 }
        }
    }

    /// A credentials object, bare or inside an envelope, with its token replaced.
    ///
    /// Bytes that are no such object are dropped whole: a body that cannot be read cannot be shown to be free of a token.
    static func credentialsBody(_ body: [UInt8]) -> [UInt8] {
        if body.isEmpty { return [] }
        guard let value = try? JSON.parse(body) else {
            return Array("(\(body.count) bytes that are not JSON, not kept: they may hold a token)".utf8)
        }
        return replacingTokens(value).serialized()
    }

    private static func replacingTokens(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var copy = object
            for member in object.members {
                if member.name == "token", case .string(let token) = member.value {
                    copy[member.name] = .string(Fingerprint.of(token))
                } else {
                    copy[member.name] = replacingTokens(member.value)
                }
            }
            return .object(copy)
        case .array(let items): return .array(items.map(replacingTokens))
        default: return value
        }
    }

    private static func fingerprint(_ value: String) -> String {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return Fingerprint.of(value) }
        return "\(parts[0]) \(Fingerprint.of(String(parts[1])))"
    }
}
