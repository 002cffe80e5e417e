#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Starts the real program on a virtual display and has accessibilitybus.py use it as a screen reader would: from the
# first page to a finished export. Usage: accessibilitybus.sh MUSTER ARTEFACT_FOLDER
set -euo pipefail
muster=$(realpath "$1")
mkdir -p "$2"
artefacts=$(realpath "$2")
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")

if [ -z "${MUSTER_IN_XVFB:-}" ]; then
    export MUSTER_IN_XVFB=1
    exec timeout --kill-after=10 150 xvfb-run -a -s "-screen 0 1280x800x24" dbus-run-session -- \
        bash "${BASH_SOURCE[0]}" "$muster" "$artefacts"
fi

home=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$home"' EXIT
# Where the last export went is not remembered in a new home: its documents.
export HOME=$home XDG_RUNTIME_DIR=$home QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 LC_ALL=C.UTF-8
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
chmod 700 "$home"
cd "$home"
openbox >/dev/null 2>&1 &
/usr/bin/python3 -W ignore::DeprecationWarning "$here/accessibilitybus.py" "$home/people.csv" "$muster" --data-dir "$home/muster" \
    2>"$artefacts/accessibilitybus.log" || {
    import -window root "$artefacts/accessibilitybus.png" || true
    cat "$artefacts/accessibilitybus.log" >&2
    exit 1
}
"$muster" audit verify --data-dir "$home/muster" --quiet
