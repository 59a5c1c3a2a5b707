"""`python3 -m gateway CONFIG`; AGENT_URL in the environment wins over the configuration."""

import json
import os
import sys

from esb_service.log import Log
from esb_service.server import serve
from gateway.routes import Gateway

with open(sys.argv[1], encoding="utf-8") as file:
    config = json.load(file)

log = Log("gateway")
agent_url = os.environ.get("AGENT_URL", config["agent_url"]).rstrip("/")
log.event("starting", runtime=os.environ["IMAGE_RUNTIME"], agent_url=agent_url)
serve(log, config["port"], Gateway(agent_url, config["agent_timeout_seconds"]).answer)
