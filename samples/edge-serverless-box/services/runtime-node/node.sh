#!/usr/bin/env bash
# The daemon of a node: registers with the agent, and reports every few seconds that it is alive.
#
#   node.sh           run until SIGTERM
#   node.sh healthy   end with 0 when the last report was accepted a short while ago
#
# AGENT_URL, NODE_NAME and REPORT_SECONDS come from the environment.
set -uo pipefail

agent_url=${AGENT_URL:-http://agent:50051}
node=${NODE_NAME:-$HOSTNAME}
seconds=${REPORT_SECONDS:-2}
last_report=/tmp/last-report

log() {
    printf '{"time":"%s","service":"runtime-node","event":"%s","node":"%s"}\n' "$(date -u +%FT%TZ)" "$1" "$node"
}

# Prints the status of the agent's answer: 201 for a node that was new, 200 for a known one. Bash speaks TCP itself, so
# that a node needs no other program.
report() {
    local address host port body status=
    address=${agent_url#http://}
    address=${address%%/*}
    host=${address%:*}
    port=${address##*:}
    body="{\"runtime\":\"$IMAGE_RUNTIME\"}"

    exec 3<>"/dev/tcp/$host/$port" || return
    printf 'PUT /nodes/%s HTTP/1.0\r\nHost: %s\r\nContent-Length: %d\r\n\r\n%s' \
        "$node" "$address" "${#body}" "$body" >&3
    read -r -t 5 _ status _ <&3
    echo "$status"
}

healthy() {
    [[ -f $last_report ]] || return 1
    (($(date +%s) - $(date -r "$last_report" +%s) <= 3 * seconds))
}

run() {
    local status was=
    trap 'log stopped; exit 0' TERM INT
    log starting
    while true; do
        # In a process of its own, which closes the connection when it ends, however it ends.
        status=$(report 2>/dev/null)
        case $status in
            201) log registered ;;
            200) ;;
            *) if [[ $was != lost ]]; then log "agent does not answer"; fi ;;
        esac
        if [[ $status == 20[01] ]]; then
            : >"$last_report"
            was=
        else
            was=lost
        fi
        # A trap waits for a foreground program, but not for `wait`.
        sleep "$seconds" &
        wait $!
    done
}

case ${1:-run} in
    run) run ;;
    healthy) healthy ;;
    *) echo "node.sh: error: '$1' is no command; there are: run, healthy" >&2; exit 2 ;;
esac
