#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes anew what of the manual is made: the pages on commands, errors and findings, and the pictures of the running
# window. Usage: refreshhelp.sh [BUILD_FOLDER]; default: build/dev. Needs ImageMagick for the pictures.
set -euo pipefail
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
build=$(realpath "${1:-$root/build/dev}")
cmake --build "$build" --parallel "${JOBS:-1}" --target muster-reference ui_help_tests

for page in commands errors findings; do
    "$build/app/muster-reference" "$page" "$root/resources/help/en/$page.md"
done

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 MUSTER_TEST_ARTEFACTS=$made "$build/tests/ui/help/ui_help_tests" tst_helppictures -nocrashhandler
for picture in "$made"/manual/*.png; do
    # 128 colours are enough for what is painted flat, and a quarter of the size.
    convert "$picture" -strip -dither None -colors 128 -define png:compression-level=9 \
        "PNG8:$root/resources/help/pictures/$(basename "$picture")"
done
du -sh "$root/resources/help/pictures"
