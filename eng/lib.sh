# shellcheck shell=bash
# Shared by the scripts of eng/: messages, paths, versions, waiting. Sourced, never run.

repo_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
artifacts=$repo_root/artifacts
engine_artifacts=$artifacts/engine   # dockerd's log, apt's log, the tar files of the base images

# The script's name in front, because build.sh runs several of them into one log.
say() { printf '%s: %s\n' "$(basename "$0")" "$*"; }

# fail MESSAGE [ADVICE...]: what is wrong, then what to do, one line each.
fail() {
    printf '%s: error: %s\n' "$(basename "$0")" "$1" >&2
    shift
    if (($# > 0)); then printf '    %s\n' "$@" >&2; fi
    exit 1
}

# fail_with_log LOG MESSAGE [ADVICE...]: the same, after the end of the log.
fail_with_log() {
    local log=$1
    shift
    printf -- '---- the end of %s\n' "$log" >&2
    tail -n 25 "$log" >&2 || true
    printf -- '----\n' >&2
    fail "$@"
}

is_root() { [[ $(id -u) == 0 ]]; }

has() { command -v "$1" >/dev/null 2>&1; }

# version_at_least HAVE NEEDED; an empty HAVE is older than everything.
version_at_least() { [[ -n $1 ]] && printf '%s\n%s\n' "$2" "$1" | sort -V -C; }

# A field of /etc/os-release, read in a subshell because that file may set any variable.
os_release() { (. /etc/os-release 2>/dev/null && printf '%s' "${!1:-}") || true; }

# Debian itself, not a derivative: the recipes mix suites of Debian, which a derivative's packages need not survive.
# 12 or later: what comes from Debian 13 needs a libc of 2.34. Debian's testing has no version at all.
is_debian_with_apt() {
    local version
    version=$(os_release VERSION_ID)
    [[ $(os_release ID) == debian ]] && has apt-get && version_at_least "${version:-99}" 12
}

# Whether eng/packages.sh may install something here.
can_install() { is_root && is_debian_with_apt; }

# retry TIMES COMMAND...: apt's downloads and its lock on the package lists fail for a moment, then work.
retry() {
    local times=$1 attempt
    shift
    for ((attempt = 1; attempt < times; attempt++)); do
        if "$@"; then return 0; fi
        sleep $((attempt * 3))
    done
    "$@"
}

# with_lock NAME FUNCTION...: one at a time on this machine, not only in this checkout, because engine, packages and
# images belong to the machine. The kernel frees the lock when its holder dies. Only the holder has the descriptor's
# number in $lock_fd: whatever outlives the script must close it.
with_lock() {
    local file=/tmp/esb-$1.$UID.lock
    shift
    exec {lock_fd}>>"$file"
    if ! flock --nonblock "$lock_fd"; then
        say "waiting for another run that holds $file"
        flock --timeout 900 "$lock_fd" || fail "$file is still held after 15 minutes" "See who: fuser $file"
    fi
    "$@"
    exec {lock_fd}>&-
}
