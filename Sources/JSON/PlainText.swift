/// The index of the first byte that cannot stand in a JSON string as it is: a quote, a backslash, a control,
/// and unless `beyondASCII` anything above 0x7F. The count when there is none.
///
/// Eight bytes at a time: a byte's high bit is set where it is one of those. Borrows between bytes can set bits
/// above the first hit only, and only the first hit is used.
@inline(__always)
func endOfPlainText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, beyondASCII: Bool) -> Int {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index &+ 8 <= bytes.count {
        let word = UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self))
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        var hits = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
        hits |= (word &- (ones &* 0x20)) & ~word
        if !beyondASCII { hits |= word }
        hits &= ones &* 0x80
        if hits != 0 { return index &+ (hits.trailingZeroBitCount >> 3) }
        index &+= 8
    }
    while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x20 || byte == 0x22 || byte == 0x5C || (byte > 0x7F && !beyondASCII) { return index }
        index &+= 1
    }
    return index
}
