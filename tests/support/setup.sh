#!/usr/bin/env bash
# Installs what tests/support/packages.txt lists. Called by `./dev setup`; does nothing, quickly,
# when all of it is there. Needs Debian 12 and root or sudo.
#
#   tests/support/setup.sh [--check] [bench]
#       --check   install nothing, only say by the exit code
#       bench     also what packages-bench.txt lists: only `./dev bench` needs it
#
# Only SQLCipher comes from bookworm-backports: bookworm's own is 3.4.1, built on a SQLite of 2016
# (docs/adr/0001). Where to download from is asked of the machine's own apt configuration.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

readonly suite=bookworm
readonly backports=bookworm-backports
readonly sqlcipher_min=4.6
readonly source_file=/etc/apt/sources.list.d/voordeur-backports.sources
readonly pin_file=/etc/apt/preferences.d/voordeur-sqlcipher
readonly cluster_file=/etc/postgresql-common/createcluster.d/voordeur.conf

die() {
    printf 'dev setup: %s\n' "$1" >&2
    exit 1
}

lists=("$here/packages.txt")

packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "${lists[@]}"; }

# shellcheck disable=SC2016  # ${…} is dpkg's own notation
# Names that are not installed, or too old, one a line.
missing() {
    local installed
    installed=$(packages | xargs dpkg-query -W \
        -f='${db:Status-Status} ${Package} ${Version}\n' 2>/dev/null || true)
    packages | awk -v installed="$installed" '
        BEGIN {
            count = split(installed, lines, "\n")
            for (i = 1; i <= count; i++) { split(lines[i], f, " "); state[f[2]] = f[1] }
        }
        state[$1] != "installed"'
    local version
    version=$(awk '$1 == "installed" && $2 == "libsqlcipher-dev" { print $3 }' <<<"$installed")
    if [ -n "$version" ] && ! dpkg --compare-versions "$version" ge "$sqlcipher_min"; then
        echo libsqlcipher-dev
    fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 "$@"
}

# shellcheck disable=SC2016  # $(…) is apt's own notation
# What apt is configured to read, whatever the form (deb822 or one line):
# URI|asked release|component|origin|file:number of its stanza or line
targets() {
    apt-get indextargets 'Created-By: Packages' \
        --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)|$(SOURCESENTRY)'
}

has_backports() {
    targets | awk -F'|' -v suite="$backports" '
        $2 == suite && $3 == "main" { found = 1 } END { exit !found }'
}

# The machine's own Debian source, as "URI|file:number". Other makers use the word bookworm too,
# so the origin must be Debian; that is known only after an update.
debian_source() {
    targets | awk -F'|' -v suite="$suite" '
        $2 == suite && $3 == "main" && $4 == "Debian" { print $1 "|" $5; exit }'
}

# The key that the source at file:number is held to, as a deb822 field; nothing where it names none
# (apt then takes those of trusted.gpg.d, for ours as well).
signed_by() {
    local file=${1%:*} number=${1##*:}
    case $file in
    *.sources)
        sed '/^#/d' "$file" | awk -v number="$number" -v RS= 'NR == number' |
            awk '/^[^ \t#]/ { wanted = tolower($1) == "signed-by:" } wanted'
        ;;
    *)
        sed -n "${number}s/.*signed-by=\([^] ]*\).*/Signed-By: \1/p" "$file"
        ;;
    esac
}

write_as_root() {
    as_root tee "$1" >/dev/null
    as_root chmod 644 "$1"
}

add_backports() {
    local found uri
    found=$(debian_source)
    [ -n "$found" ] ||
        die "apt could read no Debian $suite main. Check the network and /etc/apt, then try again."
    uri=${found%%|*}
    {
        echo "# Written by Voordeur's ./dev setup; the address is that of this machine's $suite."
        echo "Types: deb"
        echo "URIs: $uri"
        echo "Suites: $backports"
        echo "Components: main"
        signed_by "${found#*|}"
    } | write_as_root "$source_file"
    apt_get update -o "Dir::Etc::sourcelist=$source_file" -o Dir::Etc::sourceparts=/dev/null \
        -o APT::Get::List-Cleanup=0 || die "$backports could not be read from $uri. See above."
}

write_pins() {
    {
        cat <<EOF
Explanation: Voordeur needs SQLCipher $sqlcipher_min or newer; $suite has 3.4.1. Above 500, so that
Explanation: it wins from $suite and keeps getting its fixes; below 990, so that a release
Explanation: chosen by hand still wins.
Package: libsqlcipher-dev libsqlcipher1 sqlcipher
Pin: release n=$backports
Pin-Priority: 600
EOF
        # The archive itself asks for 100 (NotAutomatic, ButAutomaticUpgrades): never instead of
        # the stable version, but what somebody installed from backports by hand gets its fixes.
        # -1 would cut those fixes off. Said only for a source that we added ourselves.
        if [ -e "$source_file" ]; then
            cat <<EOF

Explanation: All else of $backports stays where it is, whatever the mirror says.
Package: *
Pin: release n=$backports
Pin-Priority: 100
EOF
        fi
    } | write_as_root "$pin_file"
}

# The bench starts a database of its own. Debian's package would also start one for the machine, for
# good, which nobody asked for.
keep_postgres_still() {
    grep -q '^postgresql' <<<"$1" || return 0
    as_root mkdir -p "$(dirname "$cluster_file")"
    echo "create_main_cluster = false   # Voordeur's ./dev setup bench" |
        write_as_root "$cluster_file"
}

check_machine() {
    local id="" version_id="" pretty=""
    if [ -r /etc/os-release ]; then
        # shellcheck disable=SC1091
        IFS='|' read -r id version_id pretty < <(
            . /etc/os-release && echo "${ID:-}|${VERSION_ID:-}|${PRETTY_NAME:-}"
        )
    fi
    if [ "$id" != debian ] || [ "$version_id" != 12 ]; then
        die "this is ${pretty:-an unknown system}; setup knows Debian 12 only.\
 Use a Debian 12 machine, container or chroot (tests/support/bare_root.sh)."
    fi
}

main() {
    local wanted word check=""
    for word in "$@"; do
        case $word in
        --check) check=yes ;;
        bench) lists+=("$here/packages-bench.txt") ;;
        *) die "there is no '$word'. Known: --check, bench." ;;
        esac
    done
    check_machine
    wanted=$(missing)
    if [ -z "$wanted" ]; then
        echo "all packages are there"
        return 0
    fi
    [ -z "$check" ] || return 1
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "packages are missing and installing needs root. Run once as root: ./dev setup"
    fi
    keep_postgres_still "$wanted"
    wanted=$(tr '\n' ' ' <<<"$wanted")
    echo "missing: $wanted"
    # A dead source of somebody else must not stop us; without Debian's own the next step does.
    apt_get update || echo "dev setup: apt-get update had errors, going on without those sources"
    has_backports || add_backports
    write_pins
    # shellcheck disable=SC2086  # one word per package
    apt_get install -y --no-install-recommends -o Dpkg::Options::=--force-confold $wanted ||
        die "apt-get install failed. See above; 'apt-get -f install' mends half-done installs."
    wanted=$(missing)
    [ -z "$wanted" ] || die "still missing or too old after installing: ${wanted//$'\n'/ }"
}

main "$@"
