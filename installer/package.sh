#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian package and checks it: build/packages/muster_VERSION_ARCH.deb.
# Usage: package.sh [PRESET]   what it is made of; default: release
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
preset=${1:-release}
install_packages build run package
configure "$preset"
cmake --build "$root/build/$preset" --parallel "$jobs" --target muster muster_package_files >&2
appstreamcli validate --no-net "$root/build/$preset/installer/"*.metainfo.xml
desktop-file-validate "$root/build/$preset/installer/"*.desktop

packages=$root/build/packages
rm -rf "$packages"
(cd "$root/build/$preset" && cpack -B "$packages" >&2)
rm -rf "$packages/_CPack_Packages"
package=("$packages"/muster_*.deb)
# Errors fail; warnings are shown.
lintian --fail-on error "${package[0]}"
echo "${package[0]}"
