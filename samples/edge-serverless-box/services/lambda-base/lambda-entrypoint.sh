#!/bin/sh
# Starts the function whose handler is the argument: the command of its image. Where a Lambda service is around, it
# says its address; where none is, the emulator takes its place.
set -eu

if [ $# -ne 1 ]; then
    echo "lambda-entrypoint.sh: error: one argument, the handler; for example: app.handler" >&2
    exit 2
fi
export _HANDLER="$1"

# A function may bring its own runtime; otherwise it is Python.
bootstrap=/var/runtime/bootstrap
if [ -x /var/task/bootstrap ]; then bootstrap=/var/task/bootstrap; fi

if [ -n "${AWS_LAMBDA_RUNTIME_API:-}" ]; then exec "$bootstrap"; fi
exec lambda-emulator "$bootstrap"
