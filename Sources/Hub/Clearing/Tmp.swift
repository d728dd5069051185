import OCPI
import Roaming
import SQLite

enum CDRAcceptance {
    enum Outcome { case conflict, repeated, stored(Int64) }
    static func accept(
        _ db: Connection, _ cdr: V221.CDR, raw: [UInt8], contentHash: [UInt8], message: Int64, trade: Trade,
        dp: PartyID, now: Timestamp
    ) throws -> Outcome { .repeated }
}
