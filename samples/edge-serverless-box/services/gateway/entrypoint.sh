#!/bin/sh
# Chooses the configuration of this image's runtime, then becomes the gateway, so that SIGTERM reaches it.
set -eu

config=/app/config/${IMAGE_RUNTIME:?is set by the Dockerfile}.json
if [ ! -r "$config" ]; then
    echo "entrypoint.sh: error: $config is missing; is IMAGE_RUNTIME=$IMAGE_RUNTIME right?" >&2
    exit 1
fi
exec python3 -m gateway "$config"
