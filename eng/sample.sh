#!/usr/bin/env bash
# Builds samples/edge-serverless-box with the packed SDK on a real Docker Engine, from nothing: engine, base images, package,
# root CA, images, and a look into each of them. Run it again whenever you like.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

"$repo_root/eng/engine.sh"
"$repo_root/eng/base-images.sh"
"$repo_root/eng/pack.sh"

cd "$repo_root/samples/edge-serverless-box"
# A folder of the user's own wins, as it does in the project.
[[ -n ${ESB_CERT_DIR:-} ]] || ./make-ca.sh
dotnet build -t:EsbVerify -nologo "$@"
