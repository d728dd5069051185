/// The kernel's randomness, for tokens and ids: Swift's system generator reads getrandom(2) on Linux.
public enum RandomBytes {
    public static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    /// A printable secret: hexadecimal of so many random bytes. 32 bytes make the 64 characters an OCPI token may have.
    public static func token(bytes count: Int) -> String { SHA256.hex(bytes(count)) }
}
