import Glibc

/// Standard error led to a log while a screen is up, so that nothing a library says is written across it.
struct ErrorRedirection {
    private let target: Int32?
    private var saved: Int32 = -1

    /// - Parameter target: the log's descriptor; nil leaves standard error where it is.
    init(to target: Int32?) { self.target = target }

    mutating func begin() {
        guard let target, saved < 0 else { return }
        saved = fcntl(2, F_DUPFD_CLOEXEC, 3)
        dup2(target, 2)
    }

    mutating func end() {
        guard saved >= 0 else { return }
        dup2(saved, 2)
        close(saved)
        saved = -1
    }
}
