# Reads apt sources in deb822 form (paragraphs), prints the ones of Debian's own archive with the suite changed.
#
#   -v from=bookworm -v to=trixie    the suite name to look for, and what to put in its place
#   -v all=1                         also <from>-updates and <from>-security, not only <from> itself
#   -v loose=1                       also sources signed with another key than Debian's (a mirror that signs itself)
#
# Everything else in a paragraph (address, key, proxy options) stays as it is: only the suite differs.

BEGIN { RS = ""; FS = "\n" }

{
    parse()
    if (tolower(value["enabled"]) ~ /^no$|^false$|^0$/) next
    if ((" " value["types"] " ") !~ / deb /) next
    # Debian's own components start with main; a vendor's repository may carry Debian's suite names, but not its key.
    if ((" " value["components"] " ") !~ / main /) next
    if (!loose && value["signed-by"] != "" && value["signed-by"] !~ /debian-archive/) next

    suites = changed(value["suites"])
    if (suites == "") next

    print "Types: deb"
    print "Suites: " suites
    for (i = 1; i <= fields; i++)
        if (name[i] !~ /^(types|suites|enabled)$/) print text[i]
    print ""
}

# Paragraph -> name[i], text[i] (as written) and value[name] (one line). A line that starts with a blank goes on with
# the field before it.
function parse(    i, colon, key, rest) {
    fields = 0
    split("", value)
    for (i = 1; i <= NF; i++) {
        if ($i ~ /^#/) continue
        if ($i ~ /^[ \t]/ && fields > 0) {
            text[fields] = text[fields] "\n" $i
            value[name[fields]] = value[name[fields]] " " trimmed($i)
            continue
        }
        colon = index($i, ":")
        if (colon == 0) continue
        key = tolower(substr($i, 1, colon - 1))
        rest = substr($i, colon + 1)
        fields++
        name[fields] = key
        text[fields] = $i
        value[key] = trimmed(rest)
    }
}

function trimmed(s) { gsub(/[ \t\r]+/, " ", s); sub(/^ /, "", s); sub(/ $/, "", s); return s }

function changed(suites,    n, list, i, suffix, result) {
    n = split(suites, list, " ")
    for (i = 1; i <= n; i++) {
        if (index(list[i], from) != 1) continue
        suffix = substr(list[i], length(from) + 1)
        if (suffix == "" || (all && suffix ~ /^-(updates|security)$/))
            result = result (result == "" ? "" : " ") to suffix
    }
    return result
}
