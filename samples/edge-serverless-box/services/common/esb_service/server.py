"""An HTTP server for JSON: one function answers, one log line a request, a clean stop on SIGTERM."""

import json
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGEST_BODY = 64 * 1024


class BadRequest(Exception):
    """The client's mistake; its text is the answer, with status 400."""


class Server(ThreadingHTTPServer):
    # Requests in flight are finished before the program ends.
    daemon_threads = False


def serve(log, port, answer):
    """Serves until SIGTERM or SIGINT. `answer(method, path, body)` returns a status and an object, or None: 404."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())

    server = Server(("", port), _handler(log, answer))
    # Not on this thread: it must be free for the signal, and shutdown() from the serving thread would wait for ever.
    threading.Thread(target=server.serve_forever, daemon=True).start()
    log.event("listening", port=port)
    stop.wait()
    server.shutdown()
    server.server_close()
    log.event("stopped")


def _handler(log, answer):
    class Handler(BaseHTTPRequestHandler):
        # Seconds; a client that sends nothing must not hold up the stop.
        timeout = 5

        def _respond(self):
            status, value = self._answer()
            body = json.dumps(value).encode() + b"\n"
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            log.event("request", method=self.command, path=self.path, status=status)

        do_GET = do_PUT = do_POST = do_DELETE = _respond

        def _answer(self):
            try:
                path = self.path.partition("?")[0]
                return answer(self.command, path, self._body()) or (404, {"error": f"no {self.command} {path} here"})
            except BadRequest as error:
                return 400, {"error": str(error)}
            # The server must outlive a mistake in one answer.
            except Exception as error:
                log.event("failed", method=self.command, path=self.path, error=repr(error))
                return 500, {"error": "internal error, see the log"}

        def _body(self):
            length = self.headers.get("Content-Length", "0")
            if not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY:
                raise BadRequest(f"Content-Length must be a number up to {LARGEST_BODY}")
            try:
                return json.loads(self.rfile.read(int(length)) or b"null")
            except ValueError as error:
                raise BadRequest("the body is not JSON") from error

        def log_message(self, *_):
            """Silent: the lines above are the log."""

    return Handler
