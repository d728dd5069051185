import JSON
import Roaming
import Testing

@testable import OCPI

struct EnvelopeTests {
    @Test func `an answer is read with its data untouched`() throws {
        let bytes = Array(
            #"{"data":{"x":[1]},"status_code":1000,"timestamp":"2015-06-29T20:39:09","odd":true}"#.utf8)
        let envelope = try Envelope(parsing: bytes)
        #expect(envelope.status == .success)
        #expect(envelope.status.isSuccess)
        #expect(envelope.data == ["x": [1]])
        #expect(envelope.timestamp?.rfc3339 == "2015-06-29T20:39:09Z")
    }

    @Test(arguments: [
        #"{"data":[],"status_code":"1000"}"#, #"{"data":[]}"#, "[]", #"{"detail":"Not authenticated"}"#, "<html>", "",
    ])
    func `what has no status code is not an envelope`(text: String) {
        #expect(throws: EnvelopeError.self) { try Envelope(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [(#"{"a":1}"#, true), (#"[{"a":1}]"#, true), ("[]", false), (#"[{"a":1},{"a":2}]"#, false)])
    func `a single object may come in a list of one`(data: String, isRead: Bool) throws {
        let envelope = try Envelope(parsing: Array(#"{"data":\#(data),"status_code":1000}"#.utf8))
        #expect(((try? envelope.dataObject().int("a")) == 1) == isRead)
    }

    @Test func `HTTP success with a code of 3000 is not success`() throws {
        let envelope = try Envelope(parsing: Array(#"{"data":[],"status_code":3000,"timestamp":null}"#.utf8))
        #expect(!envelope.status.isSuccess)
    }

    @Test func `raw data passes through a built envelope byte for byte`() throws {
        let data = Array(#"{ "kwh" : 1.50e0 ,"sig":"A\/B" }"#.utf8)
        let bytes = Envelope.bytes(
            status: .success, message: "so \"it\" is", aroundData: data, at: Timestamp(milliseconds: 0))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""data":{ "kwh" : 1.50e0 ,"sig":"A\/B" },"#))
        let read = try Envelope(parsing: bytes)
        #expect(read.message == "so \"it\" is")
        #expect(read.timestamp == Timestamp(milliseconds: 0))
    }

    @Test func `elements join to an array`() {
        #expect(Envelope.arrayBytes(of: [Array("1".utf8), Array("{}".utf8)]) == Array("[1,{}]".utf8))
        #expect(Envelope.arrayBytes(of: []) == Array("[]".utf8))
    }

    @Test func `an envelope without data reads back as it was written`() throws {
        let written = Envelope(status: .unknownReceiver, message: "no", timestamp: Timestamp(milliseconds: 1000))
        let read = try Envelope(parsing: written.serialized())
        #expect(read.status.rawValue == 4001)
        #expect(read.data == nil)
        #expect(read.message == "no")
    }
}
