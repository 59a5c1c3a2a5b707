# shellcheck shell=bash
# What the scripts need to know of Debian's apt: where this machine gets Debian from, and how to ask only that source.
# Sourced after lib.sh.
#
# No mirror is named in this repository. Its address is read from the machine's own apt configuration at run time, so
# that a machine behind a company's mirror keeps using that.

newer_suite=trixie   # Debian 13: the first release with docker.io 26, docker-buildx and docker-compose v2
private_parts=       # folder with only Debian's sources, made by prepare_apt

# Classic one-line sources as deb822 paragraphs: `deb [arch=amd64 signed-by=/k] URI SUITE COMPONENT...`
one_line_sources_as_deb822() {
    awk '
        /^[ \t]*deb[ \t]/ {
            sub(/[ \t]+#.*$/, ""); sub(/^[ \t]*deb[ \t]+/, "")
            options = ""
            if (/^\[/) {
                options = substr($0, 2, index($0, "]") - 2)
                $0 = substr($0, index($0, "]") + 1)
            }
            print "\nTypes: deb\nURIs: " $1 "\nSuites: " $2
            components = ""
            for (i = 3; i <= NF; i++) components = components " " $i
            print "Components:" components
            n = split(options, option, " ")
            for (i = 1; i <= n; i++) {
                key = substr(option[i], 1, index(option[i], "=") - 1)
                text = substr(option[i], index(option[i], "=") + 1)
                gsub(",", " ", text)
                if (key == "arch") key = "Architectures"   # the options whose names differ between the two forms
                if (key == "lang") key = "Languages"
                if (key == "target") key = "Targets"
                print key ": " text
            }
            print ""
        }' "$@"
}

# Every apt source of this machine, except our own, as deb822.
all_sources() {
    local file
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        if [[ -f $file ]]; then one_line_sources_as_deb822 "$file"; fi
    done
    for file in /etc/apt/sources.list.d/*.sources; do
        if [[ -f $file && $file != */esb-* ]]; then cat "$file" && echo; fi
    done
}

# debian_sources TO ALL: Debian's own sources with this machine's suite replaced by TO; ALL=1 with updates and security.
debian_sources() {
    local codename loose sources
    codename=$(os_release VERSION_CODENAME)
    for loose in 0 1; do
        sources=$(all_sources | awk -v from="$codename" -v to="$1" -v all="$2" -v loose="$loose" \
            -f "$repo_root/eng/debian-sources.awk")
        if [[ -n $sources ]]; then printf '%s\n' "$sources" && return; fi
    done
    fail "no Debian source for suite $codename in /etc/apt/sources.list or /etc/apt/sources.list.d" \
        "Add one; see: man sources.list"
}

# write_if_different FILE, content on standard input; a new file takes the old one's place at once.
write_if_different() {
    local temporary
    temporary=$(mktemp "$1.XXXXXX")
    cat >"$temporary"
    chmod 644 "$temporary"
    if cmp -s "$temporary" "$1"; then rm -f "$temporary"; else mv -f "$temporary" "$1"; fi
}

# A folder with Debian's sources alone, for apt_get. Gone with the script.
prepare_apt() {
    private_parts=$(mktemp -d)
    chmod 755 "$private_parts"   # apt downloads as user _apt
    # shellcheck disable=SC2064   # the folder's name as it is now
    trap "rm -rf '$private_parts'" EXIT
    debian_sources "$(os_release VERSION_CODENAME)" 1 >"$private_parts/debian.sources"
}

# add_suite_source SUITE: a second Debian source that stays, so that what was installed from it also gets its updates.
# Priority 100: taken for what is installed from it or asked for by name, never for anything else.
add_suite_source() {
    local name=esb-$1 sources
    sources=$(debian_sources "$1" 0)   # first, because it may fail
    printf '%s\n' "$sources" | write_if_different "/etc/apt/sources.list.d/$name.sources"
    printf 'Package: *\nPin: release n=%s\nPin-Priority: 100\n' "$1" |
        write_if_different "/etc/apt/preferences.d/$name"
    cp "/etc/apt/sources.list.d/$name.sources" "$private_parts/"
}

# List-Cleanup off: the lists of the sources that are not asked now must stay. DEP-11 (desktop icons) is 10 MB which
# some machines fetch with every update. An index of its own, because that of other sources doesn't fit, and some
# machines keep none: parsing the lists anew takes 2 s each time.
apt_options() {
    printf '%s\n' \
        -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$private_parts" \
        -o APT::Get::List-Cleanup=0 -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
        -o "Dir::Cache::pkgcache=$private_parts/pkgcache.bin" \
        -o "Dir::Cache::srcpkgcache=$private_parts/srcpkgcache.bin" \
        -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300
}

apt_get() {
    local options
    mapfile -t options < <(apt_options)
    DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" "$@" </dev/null
}

apt_cache() {
    local options
    mapfile -t options < <(apt_options)
    apt-cache "${options[@]}" "$@"
}
