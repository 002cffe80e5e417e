#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the start-up benchmark on a display, a session bus and a home folder of its own.
# Usage: startup.sh BUILD_FOLDER [STARTS]   a folder of the preset `release`, configured with -DMUSTER_BENCHMARKS=ON
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../../support/owndisplay.sh"
perf=$1/tests/perf/startup
exec "$perf/muster_startup_benchmark" "$1/app/muster" "$perf/muster_bare_window" "$HOME/muster" "${2:-15}"
