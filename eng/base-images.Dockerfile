# What eng/base-images.sh builds on debian:12-slim; one stage for each image. Needs the network of the host, to reach
# this machine's Debian mirror, and for the two of .NET what the script has chosen of this machine's dotnet folder, as
# the context dotnet-folder.

# The package lists, fetched once for all stages and part of no image. TODAY has them fetched again tomorrow: BuildKit
# would keep them for ever, and a mirror doesn't keep the packages they name.
FROM debian:12-slim AS lists
ARG TODAY
RUN apt-get update

# tmpfs over what apt leaves behind: the image has the packages and nothing else.
FROM debian:12-slim AS debian
RUN --mount=type=bind,from=lists,source=/var/lib/apt/lists,target=/var/lib/apt/lists,rw \
    --mount=type=tmpfs,target=/var/cache/apt --mount=type=tmpfs,target=/var/log \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates

FROM debian AS debian-python
RUN --mount=type=bind,from=lists,source=/var/lib/apt/lists,target=/var/lib/apt/lists,rw \
    --mount=type=tmpfs,target=/var/cache/apt --mount=type=tmpfs,target=/var/log \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3

# The links by hand: `busybox --install` would make them to /usr/bin, which the image does not have.
FROM debian:12-slim AS busybox-root
RUN --mount=type=bind,from=lists,source=/var/lib/apt/lists,target=/var/lib/apt/lists,rw \
    --mount=type=tmpfs,target=/var/cache/apt --mount=type=tmpfs,target=/var/log \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends busybox-static \
 && mkdir -p /out/bin /out/etc /out/home /out/root \
 && mkdir -m 1777 /out/tmp \
 && cp /bin/busybox /out/bin/ \
 && for applet in $(busybox --list | grep -vx busybox); do ln -s busybox "/out/bin/$applet"; done \
 && printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'nobody:x:65534:65534:nobody:/:/bin/sh' > /out/etc/passwd \
 && printf '%s\n' 'root:x:0:' 'nogroup:x:65534:' > /out/etc/group \
 && chroot /out /bin/sh -c 'id nobody'

# One layer of 2 MB with a shell and the usual programs: a test image FROM it takes milliseconds.
FROM scratch AS busybox
COPY --from=busybox-root /out/ /
CMD ["sh"]

# Where Microsoft's own images have it, too: programs look there without being told. The variables are theirs as well;
# Debian's ICU, which the first one does without, would be 36 MB. On the finished image, so that no network is needed.
FROM esb-sample/debian:12 AS dotnet-runtime
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
COPY --from=dotnet-folder /dotnet /usr/share/dotnet/
COPY --from=dotnet-folder /host /usr/share/dotnet/host/
COPY --from=dotnet-folder /shared /usr/share/dotnet/shared/
RUN --network=none ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet

FROM dotnet-runtime AS dotnet-sdk
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
COPY --from=dotnet-folder /packs /usr/share/dotnet/packs/
COPY --from=dotnet-folder /sdk /usr/share/dotnet/sdk/
COPY --from=dotnet-folder /sdk-manifests /usr/share/dotnet/sdk-manifests/
