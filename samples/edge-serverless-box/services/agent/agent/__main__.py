"""`python3 -m agent`; AGENT_PORT in the environment, 50051 by default."""

import os

from agent.nodes import Nodes
from agent.routes import Agent
from esb_service.log import Log
from esb_service.server import serve

log = Log("agent")
log.event("starting", runtime=os.environ["IMAGE_RUNTIME"])
serve(log, int(os.environ.get("AGENT_PORT", "50051")), Agent(Nodes(), log).answer)
