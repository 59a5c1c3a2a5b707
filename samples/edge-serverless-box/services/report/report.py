"""Readings as a table for people."""

import html

HEAD = "<table><tr><th>sensor</th><th>°C</th></tr>"


def handler(event, context):
    """`{"readings": [{"sensor": "a", "celsius": 20.5}]}` → an answer as API Gateway wants it, with HTML."""
    rows = [
        f"<tr><td>{html.escape(reading['sensor'])}</td><td>{float(reading['celsius']):.1f}</td></tr>"
        for reading in event.get("readings", [])
    ]
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "text/html; charset=utf-8"},
        "body": HEAD + "".join(rows) + "</table>",
    }
