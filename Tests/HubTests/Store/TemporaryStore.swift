import Digest
import Foundation
import Roaming
import SQLite

@testable import Hub

/// A hub database in a folder of its own, removed with the object.
final class TemporaryStore {
    let directory: String
    let db: Connection

    /// A copy of the template, so that not every test applies every migration.
    init(template: StoreTemplate = .empty) throws {
        directory = NSTemporaryDirectory() + "roamdesk-store-" + RandomBytes.token(bytes: 8)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(template.bytes.get()).write(to: URL(fileURLWithPath: directory + "/hub.sqlite"))
        db = try Connection(path: directory + "/hub.sqlite", synchronous: .normal)
        // Nothing here has to survive a power cut.
        try db.execute("PRAGMA synchronous=OFF")
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }
}

/// The bytes of a database to begin with, made once a test run.
struct StoreTemplate: Sendable {
    let bytes: Result<[UInt8], any Error>

    static let empty = StoreTemplate { _ in }

    init(_ fill: (Connection) throws -> Void) {
        bytes = Result {
            let directory = NSTemporaryDirectory() + "roamdesk-template-" + RandomBytes.token(bytes: 8)
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: directory) }
            let db = try Connection(path: directory + "/hub.sqlite", synchronous: .normal)
            try Migrator.apply(HubSchema.migrations, to: db)
            try fill(db)
            try db.backup(to: directory + "/whole.sqlite")
            return try [UInt8](Data(contentsOf: URL(fileURLWithPath: directory + "/whole.sqlite")))
        }
    }
}

extension PartyID {
    static let fas = PartyID("NL*FAS")!
    static let ion = PartyID("DE*ION")!
    static let emp = PartyID("DE*EMP")!
    static let tnm = PartyID("NL*TNM")!
}

extension Timestamp {
    /// 2026-11-22T16:00:00Z and some minutes.
    static func minute(_ minutes: Int64) -> Timestamp { Timestamp(milliseconds: 1_795_363_200_000 + minutes * 60_000) }
}

extension [UInt8] {
    static func hash(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }
}

enum Sample {
    static func platform(_ db: Connection, name: String = "Fastned") throws -> Int64 {
        try PlatformStore.insert(
            db, PlatformRecord(name: name, status: .invited, startedByHub: false, createdAt: .minute(0)))
    }

    static func session(_ id: String = "S1", energy: Int64 = 10_000, minute: Int64 = 5) -> SessionRecord {
        SessionRecord(
            cpo: .fas, dp: .emp, sessionID: id, raw: Array("{\"id\":\"\(id)\"}".utf8), status: "ACTIVE",
            startedAt: .minute(0), energy: Decimal4(tenThousandths: energy), powerWatts: 11_000,
            powerHistory: [0, 11_000], locationID: "LOC1", evseUID: "E1", connectorID: "1", tokenUID: "012345",
            tokenType: "RFID", contractID: "DE-EMP-1", authMethod: "WHITELIST", currency: "EUR",
            lastUpdated: .minute(minute), receivedAt: .minute(minute))
    }

    static func cdr(
        _ id: String, cpo: PartyID = .fas, hash: UInt8 = 1, claimed: Int64 = 1487, credit: String? = nil
    ) -> CDRRecord {
        CDRRecord(
            cpo: cpo, dp: .emp, cdrID: id, sessionID: "S-\(id)", raw: Array("{}".utf8), contentHash: .hash(hash),
            currency: "EUR", claimedMinor: claimed, startedAt: .minute(0), endedAt: .minute(30),
            energy: Decimal4(tenThousandths: 300_000), locationID: "LOC1", evseUID: "E1", isCredit: credit != nil,
            creditReferenceID: credit, tokenUID: "012345", tokenType: "RFID", lastUpdated: .minute(31),
            receivedAt: .minute(32))
    }

    /// A stored CDR, accepted into the window with its part for the CPO.
    static func accepted(
        _ db: Connection, _ id: String, cpo: PartyID = .fas, window: String? = nil, part: Int64 = 1309
    ) throws -> Int64 {
        guard case .stored(let row) = try CDRStore.insert(db, cdr(id, cpo: cpo)) else {
            throw StoreError.notFound(id)
        }
        try CDRStateStore.put(
            db,
            CDRState(
                cdrRowID: row, state: .accepted, clearedMinor: part + 178, cpoMinor: part, hubMinor: 59, dpMinor: 119,
                windowID: window, updatedAt: .minute(33)))
        return row
    }

    static func person(_ db: Connection, _ name: String, roles: [String] = [], isService: Bool = false) throws -> Int64
    {
        try PersonStore.insert(
            db, PersonRecord(name: name, displayName: name, isService: isService, roles: roles, createdAt: .minute(0)))
    }
}
