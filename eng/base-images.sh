#!/usr/bin/env bash
# Makes the base images that samples and tests stand on, where the engine does not have them:
#
#   debian:12-slim               what Docker Hub has under this name: Debian 12 minimal, no documentation
#   esb-sample/debian:12         the same with ca-certificates, so that a root CA can be put into its trust store
#   esb-sample/debian-python:12  the same with python3
#   esb-test/busybox:1           FROM scratch with a static busybox, for tests
#   esb-sample/dotnet-sdk:10     what compiles console projects without packages, out of this machine's dotnet folder
#   esb-sample/dotnet-runtime:10 what runs them
#
# debian:12-slim is pulled where that works, and made by mmdebstrap from this machine's Debian mirror where it doesn't.
# On CI (CI is set) it is made first, so that no rate limit of a registry decides about a test. The local one has no
# more in it than Docker Hub's: what builds on it here builds elsewhere.
#
# The others are built on it by base-images.Dockerfile. Samples could install the packages themselves, but would then
# need the network of the host in each build, for which bake asks a permission; so it is done once, here.
#
#   ESB_BASE_IMAGES=debootstrap eng/base-images.sh   never pull
#   docker rmi debian:12-slim                        to have that image made anew by the next run
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$(dirname "${BASH_SOURCE[0]}")/debian.sh"

debian_image=debian:12-slim
debian_tar=$engine_artifacts/debian-12-slim.tar
images_log=$engine_artifacts/base-images.log
dockerfile=$repo_root/eng/base-images.Dockerfile

# Stage of the Dockerfile and the image that it becomes; the order is that of the stages.
built_images=(
    debian=esb-sample/debian:12
    debian-python=esb-sample/debian-python:12
    busybox=esb-test/busybox:1
)

# The same; they stand on the first of those above.
dotnet_images=(
    dotnet-runtime=esb-sample/dotnet-runtime:10
    dotnet-sdk=esb-sample/dotnet-sdk:10
)

has_image() { docker image inspect "$1" >/dev/null 2>&1; }

# has_all STAGE=IMAGE...
has_all() {
    local image
    for image in "${@#*=}"; do has_image "$image" || return 1; done
}

log_title() { printf '==== %s: %s\n' "$(date -u +%FT%TZ)" "$1" >>"$images_log"; }

# pull_debian SECONDS
pull_debian() {
    log_title "docker pull $debian_image"
    timeout "$1" docker pull "$debian_image" >>"$images_log" 2>&1 || return 1
    say "$debian_image: pulled"
}

# The settings of this machine's apt that decide whether its mirror can be used at all: a mirror may be a snapshot,
# which apt takes for outdated. They stay in the image, because apt needs them there too.
apt_settings_for_image() { apt-config dump | grep -E '^Acquire::(Check-Valid-Until|Check-Date) ' || true; }

# The proxy that this machine's apt uses. It stays in no image: it may contain a password.
apt_proxy() {
    local proxy=
    if has apt-config; then eval "$(apt-config shell proxy Acquire::http::Proxy)"; fi
    printf '%s' "${proxy:-${http_proxy:-}}"
}

# Kept in the image, so that packages installed later bring no documentation either; copyright files stay, as their
# licenses want it.
slim_dpkg_options='path-exclude=/usr/share/doc/*
path-include=/usr/share/doc/*/copyright
path-exclude=/usr/share/man/*
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*'

# By a hook at the end: given as --dpkgopt, mmdebstrap filters every package through a slow program (+7 s).
# shellcheck disable=SC2016   # mmdebstrap's shell shall expand $1, the new root
slim_hook='cd "$1" && rm -rf usr/share/man/* usr/share/info/* usr/share/locale/* &&
    find usr/share/doc ! -type d ! -name copyright -delete && cat >etc/dpkg/dpkg.cfg.d/slim <<END
'$slim_dpkg_options'
END'

# in_memory FOLDER COMMAND...: with the folder in memory, which takes 9 s off mmdebstrap's 23. In a mount namespace of
# its own, so that nothing of it is left, however the command ends. Where that can't be done, on disk.
in_memory() {
    local folder=$1 available
    shift
    available=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)
    if ((available > 3000000)) && unshare --mount true 2>/dev/null; then
        # shellcheck disable=SC2016   # the inner shell expands
        unshare --mount sh -c 'mount -t tmpfs -o mode=755,size=2g tmpfs "$0" && exec "$@"' "$folder" "$@"
    else
        "$@"
    fi
}

# Beside the final name first: a tar file that is there is a whole one, and can be imported again.
make_debian_tar() {
    local sources proxy work include='' settings=$engine_artifacts/apt-settings-for-image temporary=$debian_tar.new
    "$repo_root/eng/packages.sh" mmdebstrap
    sources=$(debian_sources bookworm 1)
    proxy=$(apt_proxy)
    apt_settings_for_image >"$settings"
    # The one thing more than Docker Hub's image has, and only where apt in the image could not work without it.
    if [[ $sources == *https:* ]]; then include=--include=ca-certificates; fi
    log_title mmdebstrap
    work=$(mktemp -d)
    chmod 755 "$work"   # apt downloads as user _apt
    in_memory "$work" env ${proxy:+"http_proxy=$proxy"} TMPDIR="$work" \
        mmdebstrap --variant=minbase --format=tar --aptopt="$settings" --customize-hook="$slim_hook" \
        ${include:+"$include"} bookworm "$temporary" - <<<"$sources" >>"$images_log" 2>&1 ||
        fail_with_log "$images_log" "mmdebstrap could not make Debian 12" \
            "Does the Debian mirror of this machine's apt configuration answer? Try: apt-get update"
    rm -rf "$work"
    mv -f "$temporary" "$debian_tar"
}

# A file older than this script may follow an older recipe.
import_debian() {
    if [[ ! $debian_tar -nt ${BASH_SOURCE[0]} ]]; then make_debian_tar; fi
    log_title "docker import $debian_image"
    docker import --change 'CMD ["bash"]' "$debian_tar" "$debian_image" >>"$images_log"
    say "$debian_image: made by mmdebstrap"
}

provide_debian() {
    if has_image "$debian_image"; then return; fi
    if can_install || has mmdebstrap; then
        if [[ ${ESB_BASE_IMAGES:-} != debootstrap && -z ${CI:-} ]] && pull_debian 10; then return; fi
        import_debian
        return
    fi
    if [[ ${ESB_BASE_IMAGES:-} == debootstrap ]]; then
        fail "ESB_BASE_IMAGES=debootstrap needs mmdebstrap, or root on Debian to install it"
    fi
    pull_debian 300 || fail_with_log "$images_log" "$debian_image could not be pulled" \
        "Provide it (docker pull, docker load), or run this script as root on Debian."
}

# build_stage STAGE IMAGE [OPTION...]. Always by the engine's own builder: another one could neither see debian:12-slim nor keep
# the result where samples look for it. The context is only a folder that exists: a Dockerfile on standard input would
# do without, but leaves two folders in /tmp behind.
build_stage() {
    local stage=$1 image=$2 proxy builder
    shift 2
    proxy=$(apt_proxy)
    builder=$(docker context show)
    log_title "docker build $image"
    docker buildx build --builder "$builder" --output type=docker,compression=uncompressed --provenance=false --network=host --progress=plain \
        ${proxy:+--build-arg "http_proxy=$proxy"} --build-arg "TODAY=$(date -u +%F)" "$@" \
        --target "$stage" --tag "$image" --file "$dockerfile" "$repo_root/eng" >>"$images_log" 2>&1 ||
        fail_with_log "$images_log" "$image could not be built" \
            "Does this machine's Debian mirror answer inside a container? Try:" \
            "docker run --rm --network host $debian_image apt-get update"
    say "$image: built"
}

# All or none, so that one of them never stands on an older one than its neighbour.
provide_built_images() {
    local entry
    if has_all "${built_images[@]}"; then return; fi
    for entry in "${built_images[@]}"; do build_stage "${entry%%=*}" "${entry#*=}"; done
    # Made anew on the new one.
    docker rmi "${dotnet_images[@]#*=}" >/dev/null 2>&1 || true
}

# Of this machine's dotnet, because it is here and need not be pulled. Its programs are for glibc, as Debian is.
provide_dotnet_images() {
    local version folder work entry
    if has_all "${dotnet_images[@]}"; then return; fi
    version=$(cd "$repo_root" && dotnet --version)
    folder=$(dotnet --list-sdks | sed -n "s/^$version \[\(.*\)\/sdk\]\$/\1/p")
    [[ $(uname -s) == Linux && -x $folder/dotnet ]] ||
        fail "the dotnet folder of this machine is of no use in a container" \
            "Provide the images (docker pull, docker tag): ${dotnet_images[*]#*=}"
    # Without what no console project needs, half of the SDK. All reference packs: a restore fetches those that lack.
    work=$engine_artifacts/dotnet
    rm -rf "$work"
    mkdir -p "$work"
    tar --create --directory "$folder" --exclude='*.resources.dll' --exclude='*/net472' --exclude='*/DotnetTools' \
        --exclude='*/FSharp' --exclude='*/TestHostNetFramework' --exclude='shared/Microsoft.AspNetCore.App' \
        --exclude='*/Microsoft.NET.Sdk.Razor' --exclude='*/Microsoft.NET.Sdk.WindowsDesktop' \
        dotnet host packs "sdk/$version" sdk-manifests shared | tar --extract --directory "$work"
    for entry in "${dotnet_images[@]}"; do
        build_stage "${entry%%=*}" "${entry#*=}" --build-context "dotnet-folder=$work"
    done
    rm -rf "$work"
}

provide_images() {
    provide_debian
    provide_built_images
    provide_dotnet_images
}

main() {
    [[ -n $(timeout 20 docker info -f '{{.ServerVersion}}' 2>/dev/null) ]] ||
        fail "no Docker Engine answers" "Run first: eng/engine.sh"
    if has_image "$debian_image" && has_all "${built_images[@]}" "${dotnet_images[@]}"; then
        say "in the engine: $debian_image ${built_images[*]#*=} ${dotnet_images[*]#*=}"
        return
    fi
    mkdir -p "$engine_artifacts"
    with_lock base-images provide_images
}

main "$@"
