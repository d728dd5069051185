import JSON
import Roaming

/// Something an operator should look at; it disappears when it is over.
public struct AlertResource: Resource {
    public static let kind = Kind.alert

    public var id: String
    public var version: Int
    public var updatedAt: Timestamp
    public var severity: Severity
    public var subjectKind: Kind
    public var subjectID: String
    public var code: String
    public var text: String
    public var since: Timestamp

    /// Only `critical` is worth waking somebody.
    public enum Severity: String, CaseIterable, Hashable, Sendable {
        case info
        case warning
        case critical
    }

    public init(
        id: String, version: Int, updatedAt: Timestamp, severity: Severity, subjectKind: Kind, subjectID: String,
        code: String, text: String, since: Timestamp
    ) {
        self.id = id
        self.version = version
        self.updatedAt = updatedAt
        self.severity = severity
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.code = code
        self.text = text
        self.since = since
    }
}

extension AlertResource {
    public init(_ reader: ObjectReader) throws(FieldError) {
        id = try reader.string("id")
        version = try reader.int("version")
        updatedAt = try reader.timestamp("updated_at")
        severity = try reader.choice("severity")
        subjectKind = try reader.choice("subject_kind")
        subjectID = try reader.string("subject_id")
        code = try reader.string("code")
        text = try reader.string("text")
        since = try reader.timestamp("since")
    }

    public var json: JSONValue {
        var members = identityMembers()
        members.add("severity", severity.rawValue)
        members.add("subject_kind", subjectKind.rawValue)
        members.add("subject_id", subjectID)
        members.add("code", code)
        members.add("text", text)
        members.add("since", since)
        return members.json
    }

    public static let schema = Schema(
        "Alert", "Something an operator should look at",
        identity + [
            .field("severity", .word(Severity.allCases.map(\.rawValue)), "How bad"),
            .field("subject_kind", .word(Kind.allCases.map(\.rawValue)), "Kind of the resource it is about"),
            .field("subject_id", .text, "Id of the resource it is about"),
            .field("code", .text, "What it is"),
            .field("text", .text, "In words"),
            .field("since", .dateTime, "When it began"),
        ])
}
