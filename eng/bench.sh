#!/usr/bin/env bash
# Measures what every build pays for, beside an empty target of the same project, and prints one table.
#
#   eng/bench.sh                                        start-up, images, files and functions
#   eng/bench.sh functions functions=500 rounds=5       only one of them, with its settings; CONTRIBUTING.md has all
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

"$repo_root/eng/packages.sh" time
"$repo_root/eng/pack.sh"
dotnet build "$repo_root/tests/Esb.Benchmarks" --configuration Release --verbosity quiet -nologo
dotnet "$repo_root/tests/Esb.Benchmarks/bin/Release/net10.0/Esb.Benchmarks.dll" "$@"
