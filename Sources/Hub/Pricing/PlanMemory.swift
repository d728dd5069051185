import JSON
import OCPI
import Roaming

/// Tariffs that were read and compiled before, found again by their bytes: a CPO has few tariffs and many CDRs.
struct PlanMemory {
    struct Entry {
        fileprivate let version: WireVersion
        fileprivate let tariffs: [UInt8]
        fileprivate let policy: [UInt8]
        let plan: RatingPlan
        /// What was passed over in reading the tariffs.
        let notes: [ReadingNote]
    }

    private var entries: [UInt64: Entry] = [:]
    private var size = 0
    /// Bytes of tariffs to keep; when they are more, all are forgotten.
    private static let most = 16 << 20

    /// - Throws: when the tariffs or the policy cannot be read.
    mutating func plan(for request: PriceRequest) throws(PriceError) -> Entry {
        let tariffs = request.tariffs?.raw ?? UnsafeBufferPointer(start: nil, count: 0)
        let policy = request.policy?.raw ?? UnsafeBufferPointer(start: nil, count: 0)
        let key = Self.hash(tariffs) &* 31 &+ Self.hash(policy)
        if let entry = entries[key], entry.version == request.version, Self.same(entry.tariffs, tariffs),
            Self.same(entry.policy, policy)
        {
            return entry
        }
        var reader = PricingReader(request.version)
        var read: [Tariff] = []
        if let list = request.tariffs {
            do throws(FieldError) {
                read = try reader.tariffs(list)
            } catch {
                throw PriceError(error)
            }
        }
        let entry = Entry(
            version: request.version, tariffs: Array(tariffs), policy: Array(policy),
            plan: RatingPlan(tariffs: read, policy: try request.ratingPolicy()), notes: reader.notes)
        size += tariffs.count + policy.count + 1024
        if size > Self.most {
            entries.removeAll()
            size = tariffs.count + policy.count + 1024
        }
        entries[key] = entry
        return entry
    }

    private static func same(_ kept: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        kept.withUnsafeBufferPointer { $0.count == bytes.count && $0.elementsEqual(bytes) }
    }

    /// Eight bytes at a time; collisions cost a compilation, never a wrong plan.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash = UInt64(bytes.count)
        var index = 0
        while index + 8 <= raw.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            index += 8
        }
        while index < raw.count {
            hash = (hash ^ UInt64(raw[index])) &* 0x100_0000_01B3
            index += 1
        }
        return hash
    }
}
