"""The front door: answers HTTP, and asks the agent."""
