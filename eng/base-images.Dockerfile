# What eng/base-images.sh builds on debian:12-slim; one stage for each image. Needs the network of the host, to reach
# this machine's Debian mirror.

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
