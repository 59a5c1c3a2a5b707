"""What this image was built from."""

import json


def read_version(path="/app/version.json"):
    """The object in /app/version.json, which the build puts into every image."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)
