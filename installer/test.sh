#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what the tests need, builds and runs every test without a display. Ends non-zero on any failure.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
install_packages build run test
build dev -DMUSTER_WERROR=ON
cd "$root"
exec ctest --preset dev --parallel "$((jobs + 1))" "$@" # most of them wait
