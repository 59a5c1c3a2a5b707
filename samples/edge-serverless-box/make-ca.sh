#!/usr/bin/env bash
# Makes the root CA that the sample's base images trust: certs/rootCA.crt, or $ESB_CERT_DIR/rootCA.crt.
#
# Throw-away: its private key is never written, because nothing here signs with it, and the key of a CA that images
# trust must not lie around. Run it again whenever you like: a certificate that is good for another day is kept.
#
#   ./make-ca.sh          make it where it is missing
#   ./make-ca.sh --renew  make another one; the base images and all that stands on them are built anew by the next build
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
folder=${ESB_CERT_DIR:-$here/certs}
certificate=$folder/rootCA.crt

fail() {
    printf 'make-ca.sh: error: %s\n' "$@" >&2
    exit 1
}

is_good() { openssl x509 -in "$certificate" -noout -checkend 86400 >/dev/null 2>&1; }

# A configuration of its own, because the machine's may add the same extensions a second time.
configuration() {
    cat <<'CNF'
[req]
distinguished_name = name
x509_extensions = ca
prompt = no
[name]
O = Edge Serverless Box
CN = ESB sample root CA
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
CNF
}

# Beside the final name first: whoever builds at the same time finds a whole certificate or none.
make_certificate() {
    workspace=$(mktemp -d)
    trap 'rm -rf "$workspace"' EXIT
    configuration >"$workspace/openssl.cnf"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 365 \
        -config "$workspace/openssl.cnf" -keyout /dev/null -out "$workspace/rootCA.crt" \
        2>"$workspace/log" ||
        fail "openssl could not make the certificate: $(cat "$workspace/log")"
    mkdir -p "$folder"
    install -m 0644 "$workspace/rootCA.crt" "$certificate.$$"
    mv -f "$certificate.$$" "$certificate"
}

case ${1:-} in
    '' | --renew) ;;
    *) fail "'$1' is no option; there is one: --renew" ;;
esac
command -v openssl >/dev/null || fail "openssl is not installed; type: apt-get install openssl"

if [[ ${1:-} != --renew ]] && is_good; then
    echo "make-ca.sh: $certificate is there"
else
    make_certificate
    echo "make-ca.sh: $certificate made"
fi
