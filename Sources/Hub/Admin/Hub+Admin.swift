import HTTPMessage
import HTTPServer

extension Hub {
    func answerAdmin(_ request: HTTPRequest, _ responder: HTTPResponder) async {
        responder.respond(.text(404, "not yet"))
    }
}
