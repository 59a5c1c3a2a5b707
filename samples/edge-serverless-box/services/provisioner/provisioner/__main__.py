"""`python3 -m provisioner`; GATEWAY_URL and WAIT_SECONDS in the environment.

Ends with 0 when every step was taken, 1 when the gateway was not healthy in time, 2 when the resources are wrong.
"""

import os
import signal
import sys

from esb_service.log import Log
from provisioner.gateway import wait_for_gateway
from provisioner.resources import InvalidResources, read_resources

# The first process of a container ignores SIGTERM unless it says otherwise.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

log = Log("provisioner")
gateway_url = os.environ.get("GATEWAY_URL", "http://gateway:8080").rstrip("/")
seconds = float(os.environ.get("WAIT_SECONDS", "60"))

try:
    resources = read_resources("/app/assets/resources.json")
except InvalidResources as error:
    log.event("failed", error=str(error))
    sys.exit(2)

if not wait_for_gateway(log, gateway_url, seconds):
    log.event("failed", error=f"{gateway_url} was not healthy within {seconds:g} s")
    sys.exit(1)

for number, resource in enumerate(resources, start=1):
    log.event("step", number=number, of=len(resources), **resource)
log.event("done")
