# SPDX-FileCopyrightText: The Muster authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by a script before anything else: runs that script, with its arguments, on a display, a session bus and in a
# home folder of its own, which are gone with it. Nothing of the person's at whose computer it runs is read or changed.
# own_display_seconds, set before: ends it after so many; else it may take as long as it likes.
if [ -z "${MUSTER_OWN_DISPLAY:-}" ]; then
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    chmod 700 "$home"
    export MUSTER_OWN_DISPLAY=1 HOME=$home XDG_RUNTIME_DIR=$home QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8
    unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
    timeout --kill-after=10 "${own_display_seconds:-0}" \
        xvfb-run -a -s "-screen 0 1280x800x24" dbus-run-session -- bash "$0" "$@"
    exit
fi

# Returns when windows are looked after: one that opens while the window manager starts may never be shown.
start_window_manager() {
    openbox --startup "touch $HOME/managed" >/dev/null 2>&1 &
    local manager=$!
    until [ -e "$HOME/managed" ]; do
        kill -0 $manager || { echo "the window manager did not start" >&2; return 1; }
        sleep 0.05
    done
}
