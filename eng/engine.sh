#!/usr/bin/env bash
# Makes sure that a Docker Engine answers, with buildx >= 0.13 and compose >= 2.20.
#
# Where they are there, nothing is touched. Otherwise, as root on Debian, what is missing comes from Debian's packages
# (about 20 s), and dockerd is started in the background, where it stays. Run it again whenever you like.
#
#   ESB_ENGINE_STORE=classic eng/engine.sh     a new engine gets the classic image store instead of containerd's
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

needed_buildx=0.13
needed_compose=2.20
needed_dockerd=23.0   # of one that is to be started: an older one has neither BuildKit by default nor its image store
dockerd_log=$engine_artifacts/dockerd.log
docker_socket=/var/run/docker.sock
docker_pid_file=/var/run/docker.pid
containerd_pid_file=/var/run/docker/containerd/containerd.pid

# Sets $engine to the engine's version, or to nothing where none answers. Limited in time, because a client waits for
# ever for an engine that hangs; asked only where the answer can have changed.
ask_engine() { engine=$(timeout 10 docker info -f '{{.ServerVersion}}' 2>/dev/null || true); }

# version_of PROGRAM...: the first version in what it prints. Each says it in its own way: "v0.29.1", "0.13.1+ds1",
# "Docker version 26.1.5+dfsg1, build …".
version_of() { "$@" 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1 || true; }
buildx_version() { version_of docker buildx version; }
compose_version() { version_of docker compose version; }

buildx_is_fine() { version_at_least "$(buildx_version)" "$needed_buildx"; }
compose_is_fine() { version_at_least "$(compose_version)" "$needed_compose"; }
dockerd_is_fine() { version_at_least "$(version_of dockerd --version)" "$needed_dockerd"; }

report() {
    local store=classic
    if [[ $(docker info -f '{{.DriverStatus}}') == *io.containerd.snapshotter* ]]; then store=containerd; fi
    say "$1: Docker Engine $engine ($store image store), buildx $(buildx_version), compose $(compose_version)"
}

# A user who names an engine wants that one: starting another here would neither be used nor be asked for.
refuse_when_another_engine_is_meant() {
    local advice="Start that engine, or unset the variable to use one on this machine."
    if [[ -n ${DOCKER_HOST:-} ]]; then
        fail "DOCKER_HOST is '$DOCKER_HOST', and no Docker Engine answers there" "$advice"
    fi
    if has docker && [[ $(docker context show 2>/dev/null || echo default) != default ]]; then
        fail "the docker context '$(docker context show)' is in use, and no Docker Engine answers there" \
            "Start that engine, or: docker context use default"
    fi
}

fail_without_installing() {
    local missing=
    [[ -n $engine ]] || missing+=", a running Docker Engine"
    buildx_is_fine || missing+=", buildx >= $needed_buildx"
    compose_is_fine || missing+=", compose >= $needed_compose"
    fail "missing: ${missing#, }. This script can install them only as root, on Debian 12 or later." \
        "Install or start Docker Engine with both plugins (https://docs.docker.com/engine/install/), then try again." \
        "Try 'docker info': if it says 'permission denied', add yourself to the group docker and log in again."
}

# A socket without a dockerd on this machine is someone else's engine, handed into this container: only a client is
# needed then.
is_ours_to_start() { [[ -z $engine ]] && { has dockerd || [[ ! -S $docker_socket ]]; }; }

# An engine that answers is never upgraded: both plugins depend on nothing but libc.
needed_packages() {
    if ! has docker; then echo docker-cli/trixie; fi
    buildx_is_fine || echo docker-buildx/trixie
    compose_is_fine || echo docker-compose/trixie
    if is_ours_to_start && ! dockerd_is_fine; then
        # The tests need the registry too, and fetching it along saves a second run of apt.
        # Without iptables dockerd can't make its bridge; Debian only recommends it.
        echo docker.io/trixie docker-cli/trixie docker-registry/trixie iptables
    fi
}

# Before the packages come, because their post-install starts the engine where there is systemd. An existing
# configuration stays, and so does the store of existing images: changing it would hide them.
configure_engine() {
    local snapshotter=true
    if [[ ${ESB_ENGINE_STORE:-containerd} == classic ]]; then snapshotter=false; fi
    if [[ -e /etc/docker/daemon.json || -d /var/lib/docker/image ]]; then return; fi
    mkdir -p /etc/docker
    printf '{\n  "features": { "containerd-snapshotter": %s }\n}\n' "$snapshotter" >/etc/docker/daemon.json.esb-new
    mv /etc/docker/daemon.json.esb-new /etc/docker/daemon.json
}

# is_running PID PROGRAM. A program that ended but that no parent has asked for yet (state Z) does not run.
is_running() {
    [[ -n $1 && $(cat "/proc/$1/comm" 2>/dev/null || true) == "$2" ]] && ! grep -q '^State:\sZ' "/proc/$1/status"
}

# After a crash a pid file can name a number that another program has by now; dockerd then refuses to start, or waits
# for a containerd that isn't one.
remove_stale_pid_file() {
    local file=$1 program=$2
    if [[ -f $file ]] && ! is_running "$(tr -dc 0-9 <"$file")" "$program"; then
        say "removing the stale $file"
        rm -f "$file"
    fi
}

# Its own session and no descriptor of ours: neither Ctrl-C in the caller's terminal nor a closed pipe reaches it, a
# CI step that waits for the end of our output doesn't wait for dockerd, and the lock isn't held on.
# Sets $dockerd_pid.
start_dockerd() {
    mkdir -p "$engine_artifacts"
    if [[ -f $dockerd_log ]]; then mv -f "$dockerd_log" "$dockerd_log.old"; fi
    (
        cd / || exit 1
        umask 022
        exec </dev/null >"$dockerd_log" 2>&1
        for descriptor in /proc/self/fd/*; do
            descriptor=${descriptor##*/}
            if ((descriptor > 2 && descriptor != 255)); then eval "exec $descriptor>&-"; fi
        done
        # TMPDIR may be a folder of the caller that is gone tomorrow; sbin, because dockerd runs iptables.
        exec env -u TMPDIR PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
            setsid nohup dockerd
    ) &
    dockerd_pid=$!
}

# wait_for_engine SECONDS [PID]: gives up early when the process is gone.
wait_for_engine() {
    local end=$((SECONDS + $1)) pid=${2:-}
    while ((SECONDS < end)); do
        ask_engine
        if [[ -n $engine ]]; then return 0; fi
        if [[ -n $pid && ! -d /proc/$pid ]]; then return 1; fi
        sleep 0.2
    done
    return 1
}

start_engine() {
    local dockerd_pid='' other
    if [[ -d /run/systemd/system ]]; then
        systemctl start docker || fail "systemd could not start docker" "See: journalctl -u docker -n 50"
        wait_for_engine 60 || fail "dockerd runs but does not answer within 60 s" "See: journalctl -u docker -n 50"
        return
    fi
    remove_stale_pid_file "$docker_pid_file" dockerd
    remove_stale_pid_file "$containerd_pid_file" containerd
    if [[ -f $docker_pid_file ]]; then   # someone else's, perhaps still starting
        other=$(<"$docker_pid_file")
        wait_for_engine 60 || fail "a dockerd runs (pid $other) but does not answer within 60 s" \
            "End it (kill $other), then run this script again."
        return
    fi
    start_dockerd
    wait_for_engine 60 "$dockerd_pid" || fail_with_log "$dockerd_log" "dockerd ended, or did not answer within 60 s" \
        "The log's last errors say why; in a container, it must be a privileged one. Then run this script again."
}

# Under the lock: what another run did in the meantime is not done again.
provide_engine() {
    local packages
    ask_engine
    # A crash may have come between the unpacking of a package and its set-up.
    if [[ -n $(dpkg --audit) ]]; then dpkg --configure -a </dev/null >/dev/null 2>&1 || true; fi
    if is_ours_to_start; then configure_engine; fi
    mapfile -t packages < <(needed_packages | tr ' ' '\n' | sort -u)
    if ((${#packages[@]} > 0)); then
        "$repo_root/eng/packages.sh" "${packages[@]}"
        hash -r
        ask_engine
    fi
    if [[ -z $engine ]]; then
        has dockerd || fail "$docker_socket exists, but no engine answers there, and none is installed here" \
            "If no engine belongs to it: rm $docker_socket, then run this script again."
        start_engine
    fi
    buildx_is_fine || fail "buildx is '$(buildx_version)', needed is $needed_buildx or later" \
        "Another docker-buildx comes first; see: docker info -f '{{json .ClientInfo.Plugins}}'"
    compose_is_fine || fail "compose is '$(compose_version)', needed is $needed_compose or later" \
        "Another docker-compose comes first; see: docker info -f '{{json .ClientInfo.Plugins}}'"
}

main() {
    ask_engine
    if [[ -n $engine ]] && buildx_is_fine && compose_is_fine; then report "in use" && return; fi
    if [[ -z $engine ]]; then refuse_when_another_engine_is_meant; fi
    can_install || fail_without_installing
    with_lock engine provide_engine
    report "ready"
}

main "$@"
