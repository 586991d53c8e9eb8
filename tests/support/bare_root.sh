#!/usr/bin/env bash
# Runs a command in a bare Debian 12 that holds nothing but a fresh clone of this repository's HEAD:
# the proof that the README's commands are enough.
#
#   tests/support/bare_root.sh COMMAND [ARGUMENT …]     e.g.  tests/support/bare_root.sh ./dev test
#
# Needs root and debootstrap. The mirror and any proxy are those of this machine's apt. The root is
# made in a folder under TMPDIR (about 4 GB with a full build) and removed afterwards. Mounts and
# processes live in namespaces of their own: they end with the command, whatever happens to it.
# BARE_ROOT_KEEP=1 keeps the folder and says where it is.
set -euo pipefail

die() {
    printf 'bare_root.sh: %s\n' "$1" >&2
    exit 1
}

[ $# -gt 0 ] || die "say what to run, e.g. bare_root.sh ./dev test"
[ "$(id -u)" -eq 0 ] || die "needs root (debootstrap, chroot)."
command -v debootstrap >/dev/null || die "needs debootstrap: apt-get install debootstrap"
checkout=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)

# shellcheck disable=SC2016  # $(…) is apt's own notation
mirror=$(apt-get indextargets 'Created-By: Packages' \
    --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)' |
    awk -F'|' '$2 == "bookworm" && $3 == "main" && $4 == "Debian" { print $1; exit }')
[ -n "$mirror" ] || die "this machine's apt knows no Debian bookworm main; run apt-get update."

root=$(mktemp -d "${TMPDIR:-/tmp}/voordeur-bare.XXXXXX")
chmod 755 "$root"
cleanup() {
    if [ -n "${BARE_ROOT_KEEP:-}" ]; then
        echo "kept: $root" >&2
    else
        rm -rf --one-file-system "$root"
    fi
}
trap cleanup EXIT

included=()
case $mirror in https:*) included=(--include=ca-certificates) ;; esac
echo "== a bare bookworm from $mirror"
debootstrap --variant=minbase "${included[@]}" bookworm "$root" "$mirror" >"$root.log" 2>&1 || {
    tail -n 20 "$root.log" >&2
    rm -f "$root.log"
    die "debootstrap failed."
}
rm -f "$root.log"

apt-config dump | grep -iE '^Acquire::[a-z]+::Proxy ' >"$root/etc/apt/apt.conf.d/90proxy" || true
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp /etc/hosts "$root/etc/hosts"
git clone --quiet --no-hardlinks "$checkout" "$root/srv/voordeur"

cat >"$root/run-in-namespace" <<'EOF'
#!/bin/sh
# Runs inside the namespaces, before the change of root.
set -e
root=$1
shift
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys" 2>/dev/null || true
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
exec chroot "$root" /usr/bin/env -i HOME=/root TERM="${TERM:-dumb}" \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    /bin/sh -c 'cd /srv/voordeur && exec "$@"' sh "$@"
EOF
echo "== running: $*"
code=0
unshare --mount --propagation private --pid --fork --kill-child \
    /bin/sh "$root/run-in-namespace" "$root" "$@" || code=$?
echo "== ended with $code"
exit "$code"
