#!/usr/bin/env bash
# Runs the tests that try things at random, or again and again, in their long form: the better part of two hours.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

export ESB_LONG=1
exec "$repo_root/eng/test.sh" --filter TestCategory=Soak Esb.Build.Tests Esb.Docker.Tests
