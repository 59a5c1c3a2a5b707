"""Asks other services for JSON."""

import http.client
import json
import urllib.error
import urllib.request

# Services talk to each other directly, whatever proxy the engine puts into a container's environment.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ServiceError(Exception):
    """Another service did not answer, or not with JSON and a status below 400. The text says which, and why."""


def get_json(url, timeout):
    """The object behind the URL. Timeout in seconds."""
    try:
        with _DIRECT.open(url, timeout=timeout) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise ServiceError(f"{url} answered {error.code}") from error
    # No connection and no answer in time are OSErrors; a body that is not JSON, and a URL that is none, ValueErrors.
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ServiceError(f"{url} did not answer with JSON: {getattr(error, 'reason', error)}") from error
