"""The nodes that have reported, in memory: after a restart they report again within seconds."""

import threading
import time


class Nodes:
    def __init__(self):
        self._nodes = {}
        self._lock = threading.Lock()

    def report(self, name, runtime):
        """Notes that the node is alive. True when it was not known before."""
        with self._lock:
            is_new = name not in self._nodes
            self._nodes[name] = (runtime, time.monotonic())
            return is_new

    def list(self):
        """Every node with the age of its last report in seconds, by name."""
        now = time.monotonic()
        with self._lock:
            return [
                {"name": name, "runtime": runtime, "seconds_since_report": round(now - at, 1)}
                for name, (runtime, at) in sorted(self._nodes.items())
            ]
