#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the start-up benchmark on a display, a session bus and a home folder of its own.
# Usage: startup.sh BUILD_FOLDER [STARTS]   a folder of the preset `release`, configured with -DMUSTER_BENCHMARKS=ON
set -euo pipefail
if [ -z "${MUSTER_IN_XVFB:-}" ]; then
    build=$(realpath "$1")
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    chmod 700 "$home"
    export MUSTER_IN_XVFB=1 HOME=$home XDG_RUNTIME_DIR=$home QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8
    unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
    xvfb-run -a -s "-screen 0 1280x800x24" dbus-run-session -- bash "${BASH_SOURCE[0]}" "$build" "${2:-15}"
    exit
fi
perf=$1/tests/perf/startup
exec "$perf/muster_startup_benchmark" "$1/app/muster" "$perf/muster_bare_window" "$HOME/muster" "$2"
