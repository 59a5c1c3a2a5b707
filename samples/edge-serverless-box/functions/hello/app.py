"""Says hello, and which commit says it."""

import json
import os

GREETINGS = {"en": "Hello", "de": "Hallo", "fr": "Bonjour", "ja": "こんにちは"}


def handler(event, context):
    """`{"name": "Ada", "language": "de"}` → `{"message": "Hallo, Ada!", "commit": "…"}`"""
    language = event.get("language", os.environ.get("LANGUAGE", "en"))
    if language not in GREETINGS:
        raise ValueError(f"language must be one of {', '.join(GREETINGS)}")
    with open("/app/version.json", encoding="utf-8") as file:
        commit = json.load(file)["git_sha"]
    return {"message": f"{GREETINGS[language]}, {event.get('name', 'World')}!", "commit": commit}
