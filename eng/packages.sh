#!/usr/bin/env bash
# Installs Debian packages where they are missing; where all are there, apt is not even asked.
#
#   eng/packages.sh mmdebstrap busybox-static          from the machine's own release
#   eng/packages.sh docker.io/trixie                   from Debian 13, also on Debian 12
#   eng/packages.sh 'libgit2-1.5|libgit2-1.9'          the first one that the machine's release has
#
# Only Debian's own apt sources are used: a broken or unreachable third-party source must not stop anything.
# What apt says is in artifacts/engine/apt.log.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

apt_log=$engine_artifacts/apt.log

# "installed" only: a package that a crash left half-installed or half-configured counts as missing.
is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed* ]]; }

# is_there ARGUMENT: whether one of its alternatives is installed.
is_there() {
    local alternative
    for alternative in ${1//|/ }; do
        if is_installed "${alternative%/*}"; then return 0; fi
    done
    return 1
}

# Sets the array `missing`, of arguments. Those of a foreign suite go together: when one of them is missing all are
# named, so that apt brings what is there in an older version to the same suite.
find_missing() {
    local argument suite_is_missing=
    missing=()
    for argument in "${wanted[@]}"; do
        if is_there "$argument"; then continue; fi
        missing+=("$argument")
        if [[ $argument == */* ]]; then suite_is_missing=yes; fi
    done
    if [[ -z $suite_is_missing ]]; then return; fi
    for argument in "${wanted[@]}"; do
        if [[ $argument == */* ]] && is_there "$argument"; then missing+=("$argument"); fi
    done
}

# Whether a version of the package can be downloaded: then its policy names an address, not only dpkg's status file.
is_known() { LC_ALL=C apt_cache policy "${1%/*}" 2>/dev/null | grep -Eq '^ +[0-9-]+ [a-z+]+:'; }

# Of alternatives the first one that apt knows; where there is nothing to choose, apt isn't asked.
chosen() {
    local alternative
    if [[ $1 == *"|"* ]]; then
        for alternative in ${1//|/ }; do
            if is_known "$alternative"; then printf '%s' "$alternative" && return; fi
        done
    fi
    printf '%s' "${1%%|*}"
}

# --no-remove: nothing the user has is taken away.
install_missing() {
    local argument packages=()
    for argument in "${missing[@]}"; do packages+=("$(chosen "$argument")"); done
    apt_get install -y --no-install-recommends --no-remove -o Dpkg::Options::=--force-confold "${packages[@]}" \
        >>"$apt_log" 2>&1
}

# A crash in the middle of an installation leaves dpkg in a state in which apt refuses to work.
repair_dpkg() { dpkg --configure -a >>"$apt_log" 2>&1 </dev/null || true; }

# What `apt-get update` returns is not asked: one source of several may fail without harm. The installation decides.
update_and_install() {
    repair_dpkg
    apt_get update >>"$apt_log" 2>&1 || true
    install_missing
}

# On a machine with systemd Debian starts a registry on port 5000 as a service. The tests start their own, on free
# ports, so a service that was not there before must not stay.
stop_unwanted_registry() {
    if [[ " ${missing[*]} " == *" docker-registry"[/\ ]* && -d /run/systemd/system ]]; then
        systemctl disable --now docker-registry >>"$apt_log" 2>&1 || true
    fi
}

# Under the lock, so that what another run has installed in the meantime is not missing any more.
install_packages() {
    find_missing
    if ((${#missing[@]} == 0)); then return; fi
    say "installing ${missing[*]}"
    printf '==== %s: %s\n' "$(date -u +%FT%TZ)" "${missing[*]}" >>"$apt_log"

    prepare_apt
    if [[ ${missing[*]} == */"$newer_suite"* ]]; then add_suite_source "$newer_suite"; fi
    repair_dpkg

    # The package lists that are there may do, which spares an update of several seconds.
    install_missing || retry 3 update_and_install ||
        fail_with_log "$apt_log" "apt could not install: ${missing[*]}" \
            "Does the Debian mirror of this machine's apt configuration answer? Try: apt-get update"
    stop_unwanted_registry
}

main() {
    wanted=("$@")
    # Debian 13 and later have themselves what Debian 12 must take from it.
    if [[ $(os_release VERSION_ID) != 12 ]]; then wanted=("${wanted[@]%/"$newer_suite"}"); fi

    is_debian_with_apt || fail "needed, but installed by this script only on Debian 12 or later: ${wanted[*]}" \
        "Install what your system calls them."
    find_missing
    if ((${#missing[@]} == 0)); then return; fi
    is_root || fail "packages are missing, and only root can install them: ${missing[*]}" \
        "Run as root: eng/packages.sh $(printf "'%s' " "${missing[@]}")"

    mkdir -p "$engine_artifacts"
    with_lock packages install_packages
}

main "$@"
