import Foundation
import SQLite

/// A folder of its own for one test, removed with the object.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "roamdesk-sqlite-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String = "test.sqlite") -> String { path + "/" + name }

    func connection(_ name: String = "test.sqlite") throws -> Connection {
        try Connection(path: file(name), synchronous: .normal)
    }

    func mode(of name: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: file(name)))?[.posixPermissions] as? Int
    }
}

let items = Migration(
    name: "items", sql: "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT")

extension Connection {
    func names() throws -> [String] { try query("SELECT name FROM item ORDER BY id") { try $0.text(0) } }
    func add(_ name: String) throws { try run("INSERT INTO item (name) VALUES (?)", name) }
}
