"""What the agent answers."""

import os
import time

from esb_meta import API_VERSION, BRAND, PRODUCT
from esb_service.server import BadRequest
from esb_service.version import read_version


class Agent:
    def __init__(self, nodes, log):
        self._nodes = nodes
        self._log = log
        self._started = time.monotonic()

    def answer(self, method, path, body):
        match method, path.split("/")[1:]:
            case "GET", ["status"]:
                return 200, self._status()
            case "PUT", ["nodes", name] if name:
                return self._report(name, body)
        return None

    def _status(self):
        return {
            "product": PRODUCT,
            "brand": BRAND,
            "api": API_VERSION,
            "runtime": os.environ["IMAGE_RUNTIME"],
            "uptime_seconds": round(time.monotonic() - self._started, 1),
            "version": read_version(),
            "nodes": self._nodes.list(),
        }

    def _report(self, name, body):
        if not isinstance(body, dict) or not isinstance(body.get("runtime"), str):
            raise BadRequest('a node reports itself as {"runtime": "containerd"}')
        if not self._nodes.report(name, body["runtime"]):
            return 200, {"name": name, "registered": False}
        self._log.event("node registered", node=name, runtime=body["runtime"])
        return 201, {"name": name, "registered": True}
