#!/usr/bin/env bash
# The one door to everything: each verb is a script in eng/ that sets up what it needs and can be run again at any time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

case ${1:-} in
    pack)   exec eng/pack.sh ;;            # artifacts/packages/Esb.Sdk.<version>.nupkg
    sample) exec eng/sample.sh ;;          # build samples/edge-serverless-box with it, on a real Docker Engine
    test)   exec eng/test.sh "${@:2}" ;;   # all tests, on the same real parts
    soak)   exec eng/soak.sh ;;            # random tests in their long form, two hours
    bench)  exec eng/bench.sh "${@:2}" ;;  # start-up and build times, one table
    engine) exec eng/engine.sh ;;          # only a Docker Engine, where there is none
    *)      echo "usage: ./build.sh pack | sample | test | soak | bench | engine" >&2; exit 2 ;;
esac
