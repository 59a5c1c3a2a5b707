"""Waits for the gateway, then goes through the resources that the functions need."""
