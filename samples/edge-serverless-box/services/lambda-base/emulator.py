#!/usr/bin/env python3
"""A Lambda service for one function: takes invocations by HTTP and hands them to the runtime, which it starts.

    POST :8080/2015-03-31/functions/function/invocations   the event; answered with what the function returns
    127.0.0.1:9001/2018-06-01/runtime/...                  what the runtime calls
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RUNTIME_API = ("127.0.0.1", 9001)
INVOCATIONS = "/2015-03-31/functions/function/invocations"
SECONDS = int(os.environ.get("AWS_LAMBDA_FUNCTION_TIMEOUT", "300"))


class Function:
    """The runtime's process, and the one invocation that it works on."""

    def __init__(self, program):
        self._program = program
        self._process = None
        self._one_at_a_time = threading.Lock()

    def invoke(self, event):
        """The answer to an event, and whether the function failed."""
        with self._one_at_a_time:
            self.request, self._answers = str(uuid.uuid4()), queue.Queue()
            self._start()
            self.events.put((self.request, event))
            deadline = time.monotonic() + SECONDS
            while time.monotonic() < deadline:
                try:
                    return self._answers.get(timeout=0.1)
                except queue.Empty:
                    status = self._process.poll()
                    if status is not None and self._answers.empty():
                        return self._failure("Runtime.ExitError", f"Runtime exited with status {status}")
            self._process.kill()
            self._process.wait()
            return self._failure("Sandbox.Timedout", f"Task timed out after {SECONDS} seconds")

    def answer(self, path, body):
        # An answer to an invocation that is over is nobody's.
        if path.endswith("/init/error") or self.request in path:
            self._answers.put((body, path.endswith("/error")))

    def _start(self):
        if self._process and self._process.poll() is None:
            return
        # What its predecessor did not take goes with it.
        self.events = queue.Queue()
        environment = dict(os.environ, AWS_LAMBDA_RUNTIME_API="%s:%d" % RUNTIME_API)
        self._process = subprocess.Popen([self._program], env=environment, cwd="/var/task")

    def _failure(self, kind, message):
        text = f"RequestId: {self.request} Error: {message}"
        return json.dumps({"errorMessage": text, "errorType": kind}).encode(), True


class Handler(BaseHTTPRequestHandler):
    function = None

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", "0")))

    def send(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Silent: the log is the function's."""


class Invocations(Handler):
    def do_POST(self):
        event = self.body() or b"{}"
        if self.path != INVOCATIONS:
            return self.send(404)
        answer, failed = self.function.invoke(event)
        # A function that fails is no failure of the service, so the status is 200, as AWS's is.
        self.send(200, answer, **({"X_Amz_Function_Error": "Unhandled"} if failed else {}))


class Runtime(Handler):
    def do_GET(self):
        request, event = self.function.events.get()
        deadline = str(int((time.time() + SECONDS) * 1000))
        self.send(200, event, Lambda_Runtime_Aws_Request_Id=request, Lambda_Runtime_Deadline_Ms=deadline)

    def do_POST(self):
        self.function.answer(self.path, self.body())
        self.send(202)


def main():
    Handler.function = Function(sys.argv[1])
    runtime, invocations = ThreadingHTTPServer(RUNTIME_API, Runtime), ThreadingHTTPServer(("", 8080), Invocations)
    # The kernel has no default action for a container's first process, and ends all others with it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    threading.Thread(target=runtime.serve_forever, daemon=True).start()
    invocations.serve_forever()


if __name__ == "__main__":
    main()
