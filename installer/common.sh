# shellcheck shell=bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by run.sh and test.sh; sourced, not run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=$(nproc)

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "Muster needs packages that only root may install. Install them as root: $*" >&2
        exit 1
    fi
}

# install_packages GROUP...: what is missing of the groups in packages.txt; nothing at all when all are there.
install_packages() {
    local missing=() group package
    while read -r group package; do
        case " $* " in *" $group "*) ;; *) continue ;; esac
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
            missing+=("$package")
        fi
    done < <(grep -v '^#' "$root/installer/packages.txt")
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# What is built from nothing is built the quick way; a folder that was configured by hand stays as it is.
quick=(-DMUSTER_PRECOMPILE=ON -DMUSTER_UNITY=ON)

# configure PRESET [cmake options]: only when that is needed.
configure() {
    local preset=$1
    shift
    [ -f "$root/build/$preset/build.ninja" ] || set -- "${quick[@]}" "$@"
    if [ $# -gt 0 ] || [ ! -f "$root/build/$preset/build.ninja" ]; then
        (cd "$root" && cmake --preset "$preset" "$@" >&2)
    fi
}

# build PRESET [cmake options]: configures when needed, then builds what has changed.
build() {
    configure "$@"
    (cd "$root" && cmake --build --preset "$1" --parallel "$jobs" >&2)
}
