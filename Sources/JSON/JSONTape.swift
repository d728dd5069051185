/// A document read strictly, as a row of tokens in the order they stand in it; names come before their values.
///
/// The tape keeps its memory from one document to the next, so reading many costs no allocation for each. Nothing is
/// copied out of the document: a view into it, valid only inside `read`, makes texts and numbers when they are asked for.
public final class JSONTape {
    private var tokens: JSONTokenRow
    private var names = JSONNameStack()

    /// - Parameter tokens: how many to make room for.
    public init(tokens: Int = 512) {
        self.tokens = JSONTokenRow(capacity: max(tokens, 16))
    }

    deinit { tokens.deallocate() }

    /// Reads one document and hands its top value, or why it was refused, to `body`, which must not read another from this
    /// tape. Documents above 4 GiB are refused whatever the limits say.
    public func read<Answer, Failure: Error>(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .standard,
        _ body: (Result<JSONView, JSONError>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        var limits = limits
        limits.maxBytes = min(limits.maxBytes, Int(UInt32.max))
        // The parser has the memory while it works: what a struct holds needs no checks of exclusive access.
        var parser = JSONParser(bytes, limits: limits, tokens: tokens, names: names)
        names = JSONNameStack()
        let fault: JSONFault?
        do throws(JSONFault) {
            try parser.document()
            fault = nil
        } catch {
            fault = error
        }
        (tokens, names) = (parser.tokens, parser.names)
        if let fault { return try body(.failure(fault.located(in: bytes))) }
        return try body(.success(JSONView(tokens: tokens.start, bytes: bytes, index: 0)))
    }
}

/// Room for tokens that grows. Its owner frees it; copies share the memory, and only one of them may be used.
struct JSONTokenRow {
    private var storage: UnsafeMutablePointer<JSONToken>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        storage = .allocate(capacity: capacity)
    }

    func deallocate() { storage.deallocate() }

    var start: UnsafePointer<JSONToken> { UnsafePointer(storage) }

    mutating func removeAll() { count = 0 }

    /// Appends a token and answers with its index.
    @inline(__always)
    mutating func push(_ token: JSONToken) -> Int {
        if count == capacity { grow() }
        (storage + count).initialize(to: token)
        count &+= 1
        return count &- 1
    }

    /// Sets what is known about a container only at its end.
    @inline(__always)
    func close(_ index: Int, members: Int, length: Int) {
        storage[index].count = UInt32(truncatingIfNeeded: members)
        storage[index].length = UInt32(truncatingIfNeeded: length)
        storage[index].end = UInt32(truncatingIfNeeded: count)
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<JSONToken>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: storage, count: count)
        storage.deallocate()
        storage = larger
        capacity *= 2
    }
}
