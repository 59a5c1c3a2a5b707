"""The list of resources from the build context "generator_assets"."""

import json

KINDS = ("bucket", "table", "queue")


class InvalidResources(Exception):
    """The text says which file, what is wrong, and what is expected."""


def read_resources(path):
    """Objects with a kind and a name, and what else the kind needs, in the order of the file."""
    try:
        with open(path, encoding="utf-8") as file:
            resources = json.load(file)["resources"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidResources(f'{path}: {error!r}; expected {{"resources": [...]}}') from error

    seen = set()
    for resource in resources:
        if not isinstance(resource, dict) or resource.get("kind") not in KINDS or not resource.get("name"):
            raise InvalidResources(f"{path}: {resource} needs a name, and as kind one of {', '.join(KINDS)}")
        identity = f"{resource['kind']} {resource['name']}"
        if identity in seen:
            raise InvalidResources(f"{path}: there are two of {identity}; remove one")
        seen.add(identity)
    return resources
