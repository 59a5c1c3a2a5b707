"""Log lines as JSON on standard output, one object a line."""

import json
import sys
from datetime import datetime, timezone


class Log:
    """Writes events in the name of one service."""

    def __init__(self, service):
        self._service = service

    def event(self, name, /, **fields):
        """One line: time (UTC, RFC 3339, milliseconds), service, event, then the fields in the order given."""
        time = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"time": time, "service": self._service, "event": name, **fields})
        # One write a line, because threads share the stream.
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
