"""What the gateway answers."""

import os

from esb_service.client import ServiceError, get_json
from esb_service.version import read_version


class Gateway:
    def __init__(self, agent_url, agent_timeout):
        """Timeout in seconds."""
        self._agent_url = agent_url
        self._agent_timeout = agent_timeout

    def answer(self, method, path, _body):
        match method, path:
            case "GET", "/health":
                return 200, {"status": "ok"}
            case "GET", "/version":
                return 200, read_version()
            case "GET", "/whoami":
                return 200, {"uid": os.getuid(), "gid": os.getgid(), "runtime": os.environ["IMAGE_RUNTIME"]}
            case "GET", "/agent":
                return self._agent()
        return None

    def _agent(self):
        try:
            return 200, get_json(f"{self._agent_url}/status", self._agent_timeout)
        except ServiceError as error:
            return 502, {"error": str(error)}
