"""The gateway, as the provisioner sees it."""

import time

from esb_service.client import ServiceError, get_json


def wait_for_gateway(log, url, seconds):
    """Asks every second until the gateway is healthy. False when the seconds are over."""
    end = time.monotonic() + seconds
    while True:
        try:
            if get_json(f"{url}/health", timeout=2) == {"status": "ok"}:
                log.event("gateway is healthy", url=url, version=get_json(f"{url}/version", timeout=2)["version"])
                return True
        except ServiceError as error:
            log.event("waiting", reason=str(error))
        if time.monotonic() >= end:
            return False
        time.sleep(1)
