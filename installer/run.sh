#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what Muster needs, builds it and opens its window on the built-in sandbox tenant. Without a display it does
# the main job headless: exports a sandbox segment to a CSV in the current folder. A second call starts at once.
# Arguments go to Muster.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
install_packages build run
build release
muster=$root/build/release/app/muster

if [ $# -gt 0 ]; then
    exec "$muster" "$@"
fi
if [ -n "${WAYLAND_DISPLAY:-}" ] || [ -n "${DISPLAY:-}" ]; then
    exec "$muster" --sandbox
fi
echo "No display: exporting a sandbox segment instead." >&2
segment=$("$muster" segments list --sandbox --quiet | awk '/ Active / { print $1; exit }')
exec "$muster" segments export "$segment" --sandbox --out "sandbox-$(date +%Y%m%d-%H%M%S).csv"
