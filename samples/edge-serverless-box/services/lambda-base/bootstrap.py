#!/usr/bin/env python3
"""The Python runtime: takes events from the Lambda service, and sends back what the handler makes of them."""

import importlib
import json
import os
import sys
import time
import traceback
from http.client import HTTPConnection

API = "/2018-06-01/runtime"


class Context:
    """What a handler may ask about its invocation."""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "test_function")
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


def main():
    try:
        handler = find_handler(os.environ["_HANDLER"])
    # Whatever a module does when it is loaded, the caller shall hear of it.
    except Exception as error:
        call("POST", "/init/error", describe(error))
        sys.exit(1)
    while True:
        headers, event = call("GET", "/invocation/next")
        context = Context(headers)
        path = f"/invocation/{context.aws_request_id}"
        try:
            answer = json.dumps(handler(json.loads(event), context))
        except Exception as error:
            call("POST", f"{path}/error", describe(error))
        else:
            call("POST", f"{path}/response", answer)


def find_handler(name):
    """`folder/app.handler`, `folder.app.handler` or `app.handler`, in the function's code, then in its layers."""
    sys.path[:0] = ["/var/task", "/opt/python"]
    module, _, function = name.rpartition(".")
    if not module:
        raise ValueError(f"Bad handler '{name}': it must be like app.handler")
    return getattr(importlib.import_module(module.replace("/", ".")), function)


def describe(error):
    return json.dumps({
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "stackTrace": traceback.format_tb(error.__traceback__),
    })


def call(method, path, body=None):
    # No time limit: the next event may take days.
    connection = HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    connection.request(method, API + path, body)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {content[:200]!r}")
    return answer.headers, content


if __name__ == "__main__":
    main()
