#!/bin/sh
# Puts the BuildKit secret esb_root_ca into the trust store of a base image. Run by both bases' Dockerfiles.
set -eu

secret=/run/secrets/esb_root_ca

# update-ca-certificates takes whatever it finds. A private key in the file would be readable in every image.
if ! openssl x509 -in "$secret" -noout || [ "$(grep -c -e '-----BEGIN' "$secret")" != 1 ]; then
    echo "error: the secret esb_root_ca must be one certificate in PEM form, and nothing else; see make-ca.sh" >&2
    exit 1
fi
install -D -m 0644 "$secret" /usr/local/share/ca-certificates/esb-rootCA.crt
update-ca-certificates
