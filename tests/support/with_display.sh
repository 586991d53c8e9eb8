#!/usr/bin/env bash
# Runs one command inside its own X server and its own D-Bus session, and ends both with it.
#
#   tests/support/with_display.sh COMMAND [ARGUMENT …]
#
# The X server picks a free number by itself (-displayfd), so tests may run beside each other;
# `xvfb-run -a` looks for a free number first and takes it later. Qt exports names and roles to
# screen readers only on a real X display, not on its "offscreen" platform. Set
# VOORDEUR_SCREEN=WIDTHxHEIGHT for another size than 1600x1000.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: with_display.sh COMMAND [ARGUMENT …]" >&2; exit 2; }

rooms=$(mktemp -d "${TMPDIR:-/tmp}/voordeur-display.XXXXXX")
server=""
cleanup() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$rooms"
}
trap cleanup EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

mkfifo "$rooms/number"
Xvfb -displayfd 3 -screen 0 "${VOORDEUR_SCREEN:-1600x1000}x24" -dpi 96 -nolisten tcp -noreset \
    3>"$rooms/number" >"$rooms/xvfb.log" 2>&1 &
server=$!
if ! IFS= read -r -t 30 number <"$rooms/number"; then
    echo "with_display.sh: the X server did not start:" >&2
    cat "$rooms/xvfb.log" >&2
    exit 1
fi

mkdir -m 700 "$rooms/runtime" "$rooms/home"
export DISPLAY=":$number" XDG_RUNTIME_DIR="$rooms/runtime" HOME="$rooms/home"
export XDG_CONFIG_HOME="$rooms/home/.config" XDG_DATA_HOME="$rooms/home/.local/share"
export QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS SESSION_MANAGER

# Not exec: the trap above has to run afterwards.
code=0
dbus-run-session -- "$@" || code=$?
exit "$code"
