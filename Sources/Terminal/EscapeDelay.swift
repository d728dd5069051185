/// How long ESC may stand alone before it is a key.
enum EscapeDelay {
    /// `ESCDELAY` if it is set (1 to 5000 ms), else 100 ms over SSH, where an arrow key may arrive in two pieces, else 25.
    static func choose(_ variable: (String) -> String?) -> Duration {
        if let text = variable("ESCDELAY"), let number = Int(text), (1...5000).contains(number) {
            return .milliseconds(number)
        }
        return .milliseconds(variable("SSH_CONNECTION") == nil ? 25 : 100)
    }
}
