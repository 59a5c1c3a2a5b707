#!/usr/bin/env bash
# Runs all tests on real git, libgit2, Docker Engine and registry, and ends with one line: N passed, N failed, N skipped.
#
#   eng/test.sh                 everything
#   eng/test.sh Esb.Sdk.Tests   only the projects that are named
#   eng/test.sh --filter F …    only the tests that `dotnet test --filter` finds so
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

results=$artifacts/test-results
needed_coverage=90
filter=()
if [[ ${1:-} == --filter ]]; then
    filter=(--filter "$2")
    shift 2
fi
projects=("$@")
if ((${#projects[@]} == 0)); then
    projects=(Esb.Build.Tests Esb.Build.Tasks.Tests Esb.Conventions.Tests Esb.Sdk.Tests Esb.Docker.Tests)
fi

# What tests run on: an engine with base images, LibGit2Sharp's native half, a registry.
set_up() {
    "$repo_root/eng/engine.sh"
    "$repo_root/eng/base-images.sh"
    if can_install; then
        "$repo_root/eng/packages.sh" 'libgit2-1.5|libgit2-1.9' docker-registry/trixie
    fi
}

# At once, because the one waits for downloads and disks, and the other for processors.
prepare() {
    local machine=0
    set_up &
    dotnet build "$repo_root/Esb.Build.sln" --configuration Release --verbosity quiet -nologo || machine=$?
    wait $! || machine=$?
    return $machine
}

run_project() {
    local project=$1 arguments=("${filter[@]}")
    # Coverage is of the library by its own unit tests; what the others touch in passing proves nothing.
    if [[ $project == Esb.Build.Tests && ${#filter[@]} == 0 ]]; then
        arguments+=(--collect "XPlat Code Coverage" --settings "$repo_root/tests/coverage.runsettings")
    fi
    say "$project"
    # A shell that starts this in the background has SIGINT ignored, and tests of interrupted builds would inherit that.
    env --default-signal=INT,QUIT dotnet test "$repo_root/tests/$project" --no-build --configuration Release --nologo --logger "console;verbosity=minimal" \
        --results-directory "$results/$project" --logger "trx;LogFileName=$project.trx" "${arguments[@]}" || true
    # A run that died before it wrote its results must count as a failure.
    [[ -f $results/$project/$project.trx ]] || crashed=$((crashed + 1))
}

# count NAME: the sum of one counter over all result files.
count() {
    local sum=0 value
    while read -r value; do sum=$((sum + value)); done < <(
        grep -hoE "<Counters [^>]*" "$results"/*/*.trx 2>/dev/null | sed -E "s/.* $1=\"([0-9]+)\".*/\1/")
    echo "$sum"
}

check_coverage() {
    local report rate
    report=$(find "$results/Esb.Build.Tests" -name coverage.cobertura.xml -print -quit 2>/dev/null)
    [[ -n $report ]] || return 0
    rate=$(grep -m1 -oE '<coverage line-rate="[0-9.]+"' "$report" | grep -oE '[0-9.]+')
    rate=$(awk -v rate="$rate" 'BEGIN { printf "%.1f", rate * 100 }')
    say "line coverage of Esb.Build by its unit tests: $rate % (at least $needed_coverage %)"
    awk -v rate="$rate" -v needed="$needed_coverage" 'BEGIN { exit !(rate >= needed) }'
}

crashed=0
rm -rf "$results"
prepare
for project in "${projects[@]}"; do run_project "$project"; done

failed=$(($(count failed) + crashed))
if ! check_coverage; then failed=$((failed + 1)); fi
total=$(count total) executed=$(count executed)
echo "$(count passed) passed, $failed failed, $((total - executed)) skipped"
((failed == 0))
