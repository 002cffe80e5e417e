#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the package in a bare Debian 12: it installs with what it needs, its window comes up, it exports from the
# sandbox headless, it upgrades and keeps what a person has, and it leaves nothing behind when removed.
# Usage: packagetest.sh [PRESET]   as for package.sh, whose package must be there; needs root
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
preset=${1:-release}
install_packages package test
if [ "${MUSTER_OWN_MOUNTS:-}" != 1 ]; then
    # Mounts and processes of the test end with it, whatever happens.
    as_root env MUSTER_OWN_MOUNTS=1 unshare --mount --pid --fork --mount-proc --kill-child "$0" "$preset"
    exit
fi
package=("$root"/build/packages/muster_*.deb)
[ -f "${package[0]}" ] || { echo "There is no package to test. Make it first: installer/package.sh $preset" >&2; exit 1; }
bare=$(mktemp -d "${TMPDIR:-/tmp}/muster-bare-XXXXXX")
chmod 755 "$bare" # the person in it has to get through
trap 'umount -R "$bare/proc" "$bare/dev" 2>/dev/null; rm -rf --one-file-system "$bare"' EXIT
step() { echo "== $*"; }
fail() { echo "packagetest: $*" >&2; exit 1; }
within() { chroot "$bare" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_person() { within runuser -u person -- env HOME=/home/person "$@"; }

step "A bare Debian 12"
# The same archive that this computer uses.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
debootstrap --variant=minbase bookworm "$bare" "$mirror" >"$bare.log" 2>&1 || { tail "$bare.log" >&2; fail "no bare system"; }
rm -f "$bare.log"
mount -t proc proc "$bare/proc"
mount --rbind /dev "$bare/dev"
within useradd --create-home person

step "Install"
cp "${package[0]}" "$bare/var/muster.deb"
within apt-get install -y -qq --no-install-recommends /var/muster.deb >"$bare/var/log/install" 2>&1 || { tail "$bare/var/log/install" >&2; fail "it does not install"; }
version=$(within dpkg-query -W -f='${Version}' muster)
[ "$(as_person muster --version)" = "muster $version" ] || fail "muster --version does not say $version"
for path in man/man1/muster.1.gz bash-completion/completions/muster zsh/vendor-completions/_muster \
            fish/vendor_completions.d/muster.fish doc/muster/copyright doc/muster/changelog.gz \
            icons/hicolor/scalable/apps icons/hicolor/16x16/apps icons/hicolor/512x512/apps metainfo applications; do
    [ -e "$bare/usr/share/$path" ] || fail "/usr/share/$path is missing"
done

step "Export from the sandbox, without a display"
segment=$(as_person muster segments list --sandbox --quiet | awk '/ Active / { print $1; exit }')
as_person muster segments export "$segment" --sandbox --quiet --out /home/person/people.jsonl >/dev/null
rows=$(wc -l <"$bare/home/person/people.jsonl")
said=$(sed -n 's/.*"rows": *\([0-9]*\).*/\1/p' "$bare/home/person/people.jsonl.manifest.json" | head -n 1)
[ "$rows" -gt 0 ] && [ "$rows" = "$said" ] || fail "the file has $rows rows, its manifest says $said"
as_person muster audit verify --quiet >/dev/null || fail "the audit history does not verify"

step "Open the window"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$bare/var/display" 2>/dev/null &
for _ in $(seq 100); do [ -s "$bare/var/display" ] && break; sleep 0.1; done
display=:$(cat "$bare/var/display")
as_person env DISPLAY="$display" muster --sandbox 2>"$bare/var/log/window" &
person=$!
window=
for _ in $(seq 300); do
    window=$(DISPLAY=$display xdotool search --onlyvisible --name '^Muster' 2>/dev/null | head -n 1) && [ -n "$window" ] && break
    sleep 0.1
done
[ -n "$window" ] || { cat "$bare/var/log/window" >&2; fail "no window came up within 30 s"; }
pkill -TERM -x muster # the only one in this name space
wait "$person" || { cat "$bare/var/log/window" >&2; fail "the window did not end well"; }

step "Upgrade"
(cd "$root/build/$preset" && cpack -B "$root/build/packages/next" -D CPACK_PACKAGE_VERSION="$version+1" >/dev/null)
cp "$root/build/packages/next/"muster_*.deb "$bare/var/muster.deb"
rm -rf "$root/build/packages/next"
within dpkg -i /var/muster.deb >/dev/null
[ "$(within dpkg-query -W -f='${Version}' muster)" = "$version+1" ] || fail "it did not upgrade"
as_person muster audit verify --quiet >/dev/null || fail "the upgrade lost the audit history"

step "Remove"
within dpkg -L muster >"$bare/var/files"
within dpkg --purge muster >/dev/null
while read -r path; do
    if [ -f "$bare$path" ] || [ -L "$bare$path" ]; then fail "$path was left behind"; fi
done <"$bare/var/files"
[ -s "$bare/home/person/people.jsonl" ] || fail "removing took a person's file"
echo "The package is sound: installed, started, exported $rows people, upgraded, removed."
