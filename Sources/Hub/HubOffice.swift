import AdminAPI
import Digest
import Roaming
import SQLite

/// What is done on a hub's data directory from the command line, also while the hub runs on it.
public enum HubOffice {
    /// Adds a person, or gives an existing one another token, and answers the token. Only its hash is kept.
    ///
    /// - Throws: `HubOfficeError` for a role that does not exist or roles that differ from the person's.
    public static func addPerson(
        directory: String, id: String, name: String, roles: [String], isService: Bool, at now: Timestamp
    ) async throws -> String {
        let unknown = roles.filter { Role(rawValue: $0) == nil }
        guard unknown.isEmpty, !roles.isEmpty else {
            throw HubOfficeError.unknownRoles(unknown)
        }
        let store = try HubStore(directory: directory)
        defer { store.close() }
        let token = RandomBytes.token(bytes: 32)
        let hash = SHA256.hash(Array(token.utf8))
        try await store.writer.write { db in
            let person: Int64
            if let known = try PersonStore.get(db, name: id) {
                guard Set(known.roles) == Set(roles), known.isService == isService else {
                    throw HubOfficeError.differs(id, known.roles)
                }
                person = known.id
            } else {
                person = try PersonStore.insert(
                    db,
                    PersonRecord(name: id, displayName: name, isService: isService, roles: roles, createdAt: now))
            }
            try AdminTokenStore.insert(db, person: person, hash: hash, label: "made on the command line", at: now)
            try AuditStore.append(
                db,
                AuditDraft(
                    at: now, actor: "command line", action: ActionName.issuePersonToken.rawValue, subjectKind: "person",
                    subjectID: id, outcome: "done"))
        }
        return token
    }

    /// Ends every token of a person at once; answers how many there were.
    public static func revokeTokens(directory: String, id: String, at now: Timestamp) async throws -> Int {
        let store = try HubStore(directory: directory)
        defer { store.close() }
        return try await store.writer.write { db in
            guard let person = try PersonStore.get(db, name: id) else { throw HubOfficeError.nobody(id) }
            let count = try AdminTokenStore.revokeAll(db, person: person.id, at: now)
            try AuditStore.append(
                db,
                AuditDraft(
                    at: now, actor: "command line", action: "person.revoke", subjectKind: "person", subjectID: id,
                    outcome: "done"))
            return count
        }
    }

    /// Checks the ledger's proofs and both hash chains; answers a sentence for each fault, none when all hold.
    public static func verify(directory: String) async throws -> [String] {
        let store = try HubStore(directory: directory)
        defer { store.close() }
        return try await store.reader.read { db in
            var faults = try LedgerStore.proofs(db)
            if let seq = try LedgerStore.firstBroken(db) {
                faults.append("the ledger's hash chain breaks at journal \(seq)")
            }
            if let seq = try AuditStore.firstBroken(db) { faults.append("the audit's hash chain breaks at \(seq)") }
            return faults
        }
    }

    /// A consistent copy of the store, without the tokens it sends, while the hub runs.
    public static func backup(directory: String, to path: String) async throws {
        let store = try HubStore(directory: directory)
        defer { store.close() }
        try await store.backup(to: path)
    }
}

public enum HubOfficeError: Error, CustomStringConvertible {
    case unknownRoles([String])
    case differs(String, [String])
    case nobody(String)

    public var description: String {
        switch self {
        case .unknownRoles(let roles):
            "no such role: \(roles.joined(separator: ", ")); known are \(Role.allCases.map(\.rawValue).joined(separator: ", "))"
        case .nobody(let id): "there is no person \(id)"
        case .differs(let id, let roles):
            "\(id) exists with the roles \(roles.joined(separator: ", ")); roles are changed by an admin in the console"
        }
    }
}
