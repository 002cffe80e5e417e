#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Starts the real program on a virtual display with a window manager, goes to the export by keyboard as a person would,
# and keeps screenshots. Usage: realwindow.sh MUSTER ARTEFACT_FOLDER
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../support/owndisplay.sh"
muster=$(realpath "$1")
mkdir -p "$2"
artefacts=$(realpath "$2")
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
cd "$HOME"
start_window_manager
"$muster" --sandbox --data-dir "$HOME/muster" 2>"$artefacts/window.log" &
program=$!

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        kill -0 $program 2>/dev/null || { echo "Muster ended early:" >&2; cat "$artefacts/window.log" >&2; exit 1; }
        [ $SECONDS -lt $end ] || { echo "waited in vain for: $*" >&2; exit 1; }
        sleep 0.2
    done
}
window() { timeout 5 xdotool search --onlyvisible --name '^Muster' | tail -1; }
shot() { import -window root "$artefacts/$1.png"; }
wait_for 30 bash -c 'timeout 5 xdotool search --onlyvisible --name "^Muster" | grep -q .'
id=$(window)
timeout 5 xdotool windowactivate "$id" || true
timeout 5 xdotool windowsize "$id" 1280 780 || true
title=$(timeout 5 xdotool getwindowname "$id")
case $title in *sandbox*) ;; *) echo "the title does not name the environment: $title" >&2; exit 1 ;; esac
sleep 2 # the list is loaded and painted; nothing is asserted about its time
shot window-segments
colours=$(identify -format %k "$artefacts/window-segments.png")
[ "$colours" -gt 50 ] || { echo "the window is blank: $colours colours" >&2; exit 1; }

# The other pages, by the keys that their tool tips name.
for page in 2 3 4 5 6 7; do
    timeout 5 xdotool key "ctrl+$page" || true
    sleep 1
    shot "window-page$page"
done
timeout 5 xdotool key ctrl+1 || true

# The system asks it to go: it must end by itself, with success, and leave a history that can be proved.
kill -TERM $program
wait $program
"$muster" audit verify --data-dir "$HOME/muster" --quiet
echo "The real window opened, showed its pages and ended; pictures in $artefacts"
