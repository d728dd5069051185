private let manyExtensions = String(repeating: "1;" + String(repeating: "e", count: 200) + "\r\na\r\n", count: 30)

let bodies: [WireRow] = [
    .post("Content-Length", "Content-Length: 5", "hello", 200, .open),
    .post("Content-Length 0", "Content-Length: 0", "", 200, .open),
    .post("leading zeros", "Content-Length: 0005", "hello", 200, .open),
    WireRow("no length", "POST /r HTTP/1.1\r\nHost: x\r\n\r\n", [200], .open),
    .post("two equal Content-Lengths", "Content-Length: 5\r\nContent-Length: 5", "hello", 400, .closed),
    .post("a list of lengths", "Content-Length: 5, 5", "hello", 400, .closed),
    .post("empty Content-Length", "Content-Length:", "", 400, .closed),
    .post("hexadecimal Content-Length", "Content-Length: 0x5", "hello", 400, .closed),
    .post("underscore in Content-Length", "Content-Length: 1_0", "helloworld", 400, .closed),
    .post("space in Content-Length", "Content-Length: 1 0", "helloworld", 400, .closed),
    .post("Content-Length 5.0", "Content-Length: 5.0", "hello", 400, .closed),
    .post("Content-Length of 2^64+5", "Content-Length: 18446744073709551621", "hello", 400, .closed),
    .post("Content-Length of 2^63", "Content-Length: 9223372036854775808", "", 400, .closed),
    .post("Content-Length above the server's limit", "Content-Length: 1048577", "", 413, .closed),
    .post("Content-Length in other letters", "CONTENT-length: 2", "hi", 200, .open),
    .chunked("one chunk", "5\r\nhello\r\n0\r\n\r\n", 200, .open),
    .chunked("two chunks and letters", "a\r\n0123456789\r\nB\r\n01234567890\r\n0\r\n\r\n", 200, .open),
    .chunked("no data", "0\r\n\r\n", 200, .open),
    .chunked("zeros before the size", "0000000000000005\r\nhello\r\n000\r\n\r\n", 200, .open),
    .chunked("17 digits", "00000000000000005\r\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("size of 2^64", "10000000000000000\r\n", 400, .closed),
    .chunked("size of 2^63", "8000000000000000\r\n", 400, .closed),
    .chunked("size of 2^62", "4000000000000000\r\n", 413, .closed),
    .chunked("extension", "5;a=b;c=\"d\"\r\nhello\r\n0;z\r\n\r\n", 200, .open),
    .chunked("extension over the line limit", "5;" + String(repeating: "a", count: 300) + "\r\n", 400, .closed),
    .chunked("extensions too large in all", manyExtensions + "0\r\n\r\n", 400, .closed),
    .chunked("control in an extension", "5;a=\u{1}\r\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("bare LF after an extension", "5;a\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("space before the extension", "5 ;a\r\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("space after the size", "5 \r\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("space before the size", " 5\r\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("0x5", "0x5\r\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("empty size", "\r\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("bare LF after the size", "5\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("bare CR after the size", "5\rhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("data longer than its size", "4\r\nhello\r\n0\r\n\r\n", 400, .closed),
    .chunked("LF after the data", "5\r\nhello\n0\r\n\r\n", 400, .closed),
    .chunked("CR and something after the data", "5\r\nhello\rx0\r\n\r\n", 400, .closed),
    .chunked("trailers", "2\r\nhi\r\n0\r\nA: b\r\nContent-Length: 9\r\n\r\n", 200, .open),
    .chunked("trailer without a colon", "0\r\nab\r\n\r\n", 400, .closed),
    .chunked("trailer with a space before its colon", "0\r\na : b\r\n\r\n", 400, .closed),
    .chunked("folded trailer", "0\r\na: b\r\n c\r\n\r\n", 400, .closed),
    .chunked("LF after the last chunk", "0\r\n\n", 400, .closed),
    .chunked("trailers over their limit", "0\r\nA: " + String(repeating: "a", count: 4100) + "\r\n\r\n", 431, .closed),
    .post("gzip, chunked", "Transfer-Encoding: gzip, chunked", "0\r\n\r\n", 501, .closed),
    .post("chunked, gzip", "Transfer-Encoding: chunked, gzip", "0\r\n\r\n", 400, .closed),
    .post("gzip alone", "Transfer-Encoding: gzip", "x", 400, .closed),
    .post("identity", "Transfer-Encoding: identity", "", 400, .closed),
    .post("chunked twice", "Transfer-Encoding: chunked, chunked", "0\r\n\r\n", 400, .closed),
    .post("two fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n", 400, .closed),
    .post("xchunked", "Transfer-Encoding: xchunked", "0\r\n\r\n", 400, .closed),
    .post("quoted chunked", "Transfer-Encoding: \"chunked\"", "0\r\n\r\n", 400, .closed),
    .post("chunked with a parameter", "Transfer-Encoding: chunked;q=1", "0\r\n\r\n", 400, .closed),
    .post("a comma before chunked", "Transfer-Encoding: ,chunked", "0\r\n\r\n", 400, .closed),
    .post("vertical tab before chunked", "Transfer-Encoding: \u{b}chunked", "0\r\n\r\n", 400, .closed),
    .post("empty Transfer-Encoding", "Transfer-Encoding:", "", 400, .closed),
    .post("Chunked in other letters", "transfer-ENCODING: ChunKed", "0\r\n\r\n", 200, .open),
    .post("encoded body", "Content-Encoding: gzip\r\nContent-Length: 2", "hi", 415, .closed),
    .post("identity body", "Content-Encoding: identity\r\nContent-Length: 2", "hi", 200, .open),
    WireRow(
        "encoding without a body", "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\n\r\n", [200], .open),
    WireRow("GET with a body", "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi", [200], .open),
    WireRow(
        "body of a refused method is skipped",
        "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 14\r\n\r\nGET / HTTP/1.1GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        [405, 200], .open),
    WireRow(
        "route's limit", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n12345678", [200], .open),
    WireRow("over the route's limit", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n", [413], .closed),
    WireRow(
        "over the route's limit in chunks",
        "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n1\r\n", [413], .closed),
    WireRow(
        "over the limit with Expect",
        "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n", [413], .closed),
    WireRow(
        "Expect at a place that refuses",
        "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n", [404], .closed),
    WireRow(
        "route that needs a length", "POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", [411],
        .closed),
    WireRow(
        "route that has its length", "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx", [200], .open),
    WireRow(
        "body cut short", "POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel", [], .closed, finishes: true),
    WireRow(
        "chunks cut short", "POST /r HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", [],
        .closed,
        finishes: true),
    WireRow("head cut short", "GET /healthz HTTP/1.1\r\nHos", [], .closed, finishes: true),
    WireRow("nothing at all", "", [], .closed, finishes: true),
    WireRow("half-closed after a request", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", [200], .closed, finishes: true),
]

let pipelines: [WireRow] = [
    WireRow(
        "three requests in order",
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nPOST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhiGET /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
        [200, 200, 404], .open, methods: [.GET, .POST, .GET]),
    WireRow(
        "HEAD and GET", "HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", [200, 200], .open,
        methods: [.HEAD, .GET]),
    WireRow(
        "nothing is answered after close",
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", [200], .closed),
    WireRow(
        "nothing is answered after a fault",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", [200, 400],
        .closed),
    WireRow(
        "what follows a chunked body is the next request",
        "POST /r HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        [200, 200], .open),
    WireRow(
        "a request hidden behind two framings is not answered",
        "POST /r HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        [400], .closed),
    WireRow(
        "pipelined, then half-closed", "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        [200, 200], .closed, finishes: true),
    WireRow(
        "an empty line between", "GET / HTTP/1.1\r\nHost: x\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", [200, 200],
        .open),
]

let wireTable = knownAttacks + requestLines + fieldLines + oldClients + bodies + pipelines
