#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Starts the real program on a virtual display and has accessibilitybus.py use it as a screen reader would: from the
# first page to a finished export. Usage: accessibilitybus.sh MUSTER ARTEFACT_FOLDER
set -euo pipefail
own_display_seconds=150
. "$(dirname "${BASH_SOURCE[0]}")/../support/owndisplay.sh"
muster=$(realpath "$1")
mkdir -p "$2"
artefacts=$(realpath "$2")
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
# Where the last export went is not remembered in a new home: its documents.
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
cd "$HOME"
start_window_manager
/usr/bin/python3 -W ignore::DeprecationWarning "$here/accessibilitybus.py" "$HOME/people.csv" "$muster" --data-dir "$HOME/muster" \
    2>"$artefacts/accessibilitybus.log" || {
    import -window root "$artefacts/accessibilitybus.png" || true
    cat "$artefacts/accessibilitybus.log" >&2
    exit 1
}
"$muster" audit verify --data-dir "$HOME/muster" --quiet
