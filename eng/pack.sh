#!/usr/bin/env bash
# Packs Esb.Sdk into artifacts/packages, ready for the samples and for any project whose nuget.config names that folder.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

cd "$repo_root"
mkdir -p artifacts/packages
rm -f artifacts/packages/Esb.Sdk.*.nupkg
dotnet pack sdk/Esb.Sdk.csproj --configuration Release --output artifacts/packages --verbosity quiet -nologo

package=$(basename artifacts/packages/Esb.Sdk.*.nupkg .nupkg)
# NuGet never looks at a feed for a version that it has: without this, a second pack of a version would change nothing.
installed=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
rm -rf "${installed%/}/esb.sdk/${package#Esb.Sdk.}"
say "artifacts/packages/$package.nupkg"
