import Digest
import Testing

struct DigestTests {
    /// FIPS 180-4 examples and NIST's million times "a".
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func `a text has the digest the standard prints`(text: String, digest: String) {
        #expect(SHA256.hex(SHA256.hash(Array(text.utf8))) == digest)
    }

    @Test(arguments: [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129])
    func `a digest does not depend on how the bytes are cut`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for cut in 0...count {
            var digest = SHA256()
            digest.update(Array(bytes[..<cut]))
            digest.update(Array(bytes[cut...]))
            #expect(digest.finalize() == SHA256.hash(bytes))
        }
    }

    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `base64 goes both ways`(plain: String, coded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == coded)
        #expect(Base64.decode(coded) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Zg===", "=Zg=", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", "Zm-_", "Z===", "===="])
    func `text that is not canonical base64 is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `every byte survives base64`() {
        let all = Array(UInt8.min...UInt8.max)
        #expect(Base64.decode(Base64.encode(all)) == all)
    }

    @Test func `secrets compare whole`() {
        #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEquals([1, 2], [1, 2, 3]))
    }

    @Test func `tokens are 64 hexadecimal digits and never the same`() {
        let tokens = (0..<100).map { _ in RandomBytes.token(bytes: 32) }
        #expect(Set(tokens).count == 100)
        #expect(tokens.allSatisfy { $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) })
    }

    @Test func `a fingerprint shows eight digits of the digest`() {
        #expect(Fingerprint.of("abc") == "fp:ba7816bf")
    }
}
