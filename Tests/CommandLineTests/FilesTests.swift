import CommandLine
import Glibc
import Testing

struct FilesTests {
    private let directory = TemporaryDirectory()

    private func mode(_ path: String) -> UInt32 {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    @Test func `a written file is whole, private and leaves nothing beside it`() throws {
        let path = "\(directory.path)/a"
        try PrivateFile.write(Array("one".utf8), to: path)
        try PrivateFile.write(Array("two".utf8), to: path)
        #expect(try PrivateFile.read(path) == Array("two".utf8))
        #expect(mode(path) == 0o600)
        #expect(!PrivateFile.exists("\(path).\(getpid()).new"))
    }

    @Test func `a secret that others may read is refused`() throws {
        let path = "\(directory.path)/token"
        try PrivateFile.write(Array("  s3cret \nmore\n".utf8), to: path)
        #expect(try PrivateFile.readSecret(path) == "s3cret")
        chmod(path, 0o640)
        let error = #expect(throws: FileError.self) { try PrivateFile.readSecret(path) }
        #expect(error?.description == "cannot use \(path): others may read it; run: chmod 600 \(path)")
    }

    @Test func `what is too long, missing or no file is refused with its name`() throws {
        let path = "\(directory.path)/long"
        try PrivateFile.write([UInt8](repeating: 1, count: 100), to: path)
        #expect(throws: FileError.self) { try PrivateFile.read(path, limit: 99) }
        #expect(throws: FileError.self) { try PrivateFile.read(directory.path) }
        let error = #expect(throws: FileError.self) { try PrivateFile.read("\(path)er") }
        #expect(error?.description == "cannot open \(path)er: No such file or directory")
    }

    @Test func `only a marked directory gets a virtual clock`() throws {
        let argument = "2026-11-22T12:00:00Z,1000,60"
        #expect(throws: UsageError.self) { try DemoDirectory.clock(argument: argument, directory: directory.path) }
        try DemoDirectory.mark(directory.path)
        let clock = try DemoDirectory.clock(argument: argument, directory: directory.path)
        #expect(clock.speed == 60)
        #expect(try DemoDirectory.clock(argument: nil, directory: directory.path) == .system)
    }

    @Test(arguments: [
        (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/roamdesk"),
        (["XDG_CACHE_HOME": "c", "HOME": "/h"], "/h/.cache/roamdesk"),
        (["XDG_CACHE_HOME": "", "HOME": "/h"], "/h/.cache/roamdesk"),
    ])
    func `only absolute paths count`(environment: [String: String], path: String) {
        #expect(XDG(application: "roamdesk") { environment[$0] }.cacheDirectory == path)
    }
}
