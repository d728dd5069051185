import CommandLine
import Digest
import Glibc

/// Where the kept demos of this user run: a note for each beside the temporary homes, since a kept one can be anywhere.
enum KeptDemos {
    private static var prefix: String { "roamdesk-kept-\(getuid())-" }

    private static func note(of home: String) -> String {
        "\(DemoHome.base)/\(prefix)\(SHA256.hex(SHA256.hash(Array(home.utf8)).prefix(8)))"
    }

    static func announce(_ home: String) throws(FileError) {
        try PrivateFile.write(Array("\(home)\n".utf8), to: note(of: home))
    }

    static func withdraw(_ home: String) { unlink(note(of: home)) }

    /// The homes that the notes name; one that was killed may be among them.
    static func all() -> [String] {
        let names = (try? FileTree.names(in: DemoHome.base)) ?? []
        return names.filter { $0.hasPrefix(prefix) }.compactMap { name in
            let path = "\(DemoHome.base)/\(name)"
            // Anybody may write where temporary files lie; a note of somebody else's names a hub of theirs.
            return FileTree.isOwn(path) ? try? PrivateFile.readSecret(path) : nil
        }
    }

    /// Removes the notes of demos that do not run.
    static func sweep() {
        for home in all() where !DemoHome.isRunning(home) { withdraw(home) }
    }
}
