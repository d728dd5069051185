import CSystem
import Glibc

/// The tie that ends a demo's children with the demo, however it ends.
public enum ParentProcess {
    /// Makes the kernel kill this process when the thread that started it ends; call it first thing in a child.
    ///
    /// If `expected` has ended already, and this process thus belongs to somebody else, it ends at once.
    public static func tie(to expected: Int32) throws(FileError) {
        let code = csystem_die_with_parent(SIGKILL)
        guard code == 0 else { throw FileError("watch", "the parent process", code: -code) }
        if getppid() != expected { exitNow(.done) }
    }
}
