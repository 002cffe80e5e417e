// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <optional>
#include <xcb/damage.h>
#include <xcb/xcb.h>

namespace muster::perf {

/// Watches an X display from outside for the first window of a program, with the same means whatever the program is:
/// when its window stood painted, when it answered, when it came to rest. One thread; one program at a time.
class WindowWatcher
{
public:
    using Moment = std::chrono::steady_clock::time_point;

    struct Moments
    {
        Moment painted; ///< Nine tenths of a mapped window had been drawn.
        Moment
            usable; ///< It answered a _NET_WM_PING that was sent then: its event loop was free for what a person does.
        Moment settled; ///< The last larger change before half a second without any (a blinking caret is none).
        int width = 0, height = 0; ///< Pixels.
    };

    WindowWatcher(); ///< On $DISPLAY; ends the program when there is none or it lacks the DAMAGE extension.
    ~WindowWatcher();
    WindowWatcher(const WindowWatcher &) = delete;
    WindowWatcher &operator=(const WindowWatcher &) = delete;

    void forget(); ///< What happened up to now belongs to the program before.
    [[nodiscard]] std::optional<Moments> watch(std::chrono::milliseconds limit);

private:
    struct Watched
    {
        xcb_window_t window = XCB_NONE;
        int width = 0, height = 0;
        bool mapped = false;
        double drawn = 0; ///< Square pixels since it was mapped.
        Moment painted{}, usable{}, settled{};
    };

    void see(xcb_generic_event_t *event, Moment now);
    void seeDamage(const xcb_damage_notify_event_t &damage, Moment now);
    void ping(xcb_window_t window);
    [[nodiscard]] Watched *known(xcb_window_t window);

    xcb_connection_t *m_display = nullptr;
    xcb_window_t m_root = XCB_NONE;
    xcb_atom_t m_protocols = XCB_ATOM_NONE;
    xcb_atom_t m_ping = XCB_ATOM_NONE;
    std::uint8_t m_firstDamageEvent = 0;
    std::list<Watched> m_windows;
};

} // namespace muster::perf
