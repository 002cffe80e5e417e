#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes app/startuporder.txt anew: the functions of Muster's own that run between the start and the first window at
# rest, by running the program of the preset `release` twice (first start, later start) under valgrind's callgrind.
# The linker puts them side by side, so that a start maps a few pages of the program and not a few of each 64 KB.
# Usage: order.sh BUILD_FOLDER   a folder of the preset `release`
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../support/owndisplay.sh"
program=$(realpath "$1")/app/muster
list=$(dirname "${BASH_SOURCE[0]}")/../../../app/startuporder.txt
mkdir -m 700 "$HOME/muster"

processorTime() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

# At rest: its own mark has been written, and two looks, two seconds apart, found no work between them.
for start in first later; do
    QT_LOGGING_RULES=muster.startup=true valgrind --tool=callgrind --demangle=no --compress-strings=no \
        --callgrind-out-file="$HOME/$start.calls" "$program" --data-dir "$HOME/muster" > "$HOME/$start.log" 2>&1 &
    running=$!
    before=-1
    until grep -q 'start-up ' "$HOME/$start.log" && [ "$(processorTime $running)" = "$before" ]; do
        before=$(processorTime $running)
        sleep 2
    done
    kill -TERM $running
    wait $running || true
done

# In callgrind's output an object's line (ob=) holds for the functions (fn=) that follow it.
awk -v program="$program" '
    sub(/^ob=/, "") { ours = ($0 == program) }
    sub(/^fn=/, "") && ours { sub(/\x27[0-9]+$/, ""); print }' "$HOME"/*.calls |
    LC_ALL=C sort -u | grep -xFf <(nm --defined-only "$program" | awk '{ print $3 }') > "$HOME/order"
mv "$HOME/order" "$list"
echo "$(wc -l < "$list") functions"
