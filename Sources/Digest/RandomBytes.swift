/// The kernel's randomness, for tokens and ids: Swift's system generator reads getrandom(2) on Linux.
public enum RandomBytes {
    public static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        // Eight at a time: each call of the generator is a system call.
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// A printable secret: hexadecimal of so many random bytes. 32 bytes make the 64 characters an OCPI token may have.
    public static func token(bytes count: Int) -> String { SHA256.hex(bytes(count)) }
}
