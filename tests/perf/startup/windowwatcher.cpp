// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/perf/startup/windowwatcher.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <poll.h>
#include <string_view>

namespace muster::perf {

namespace {

using namespace std::chrono_literals;

struct Free
{
    void operator()(void *pointer) const { std::free(pointer); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

constexpr int smallestWidth = 300, smallestHeight = 200; // anything less is a helper window or a tool tip
constexpr double paintedShare = 0.9, changeShare = 0.002;
constexpr auto rest = 500ms;
constexpr std::uint8_t sentByAProgram = 0x80; // set in an event's type

[[noreturn]] void give(const char *why)
{
    std::fprintf(stderr, "%s\n", why);
    std::exit(1);
}

xcb_atom_t atom(xcb_connection_t *display, std::string_view name)
{
    const auto cookie = xcb_intern_atom(display, 0, std::uint16_t(name.size()), name.data());
    const Owned<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(display, cookie, nullptr));
    return reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
}

} // namespace

WindowWatcher::WindowWatcher()
    : m_display(xcb_connect(nullptr, nullptr))
{
    if (xcb_connection_has_error(m_display) != 0)
        give("there is no X display to watch");
    const xcb_query_extension_reply_t *damage = xcb_get_extension_data(m_display, &xcb_damage_id);
    if (!damage || damage->present == 0)
        give("the X display has no DAMAGE extension");
    m_firstDamageEvent = damage->first_event;
    const Owned<xcb_damage_query_version_reply_t> version(
        xcb_damage_query_version_reply(m_display, xcb_damage_query_version(m_display, 1, 1), nullptr));
    m_root = xcb_setup_roots_iterator(xcb_get_setup(m_display)).data->root;
    m_protocols = atom(m_display, "WM_PROTOCOLS");
    m_ping = atom(m_display, "_NET_WM_PING");
    // Qt sends its answer to a ping to whoever wants to know of the root window's own structure.
    const std::uint32_t events = XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY | XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    xcb_change_window_attributes(m_display, m_root, XCB_CW_EVENT_MASK, &events);
    xcb_flush(m_display);
}

WindowWatcher::~WindowWatcher()
{
    xcb_disconnect(m_display);
}

void WindowWatcher::forget()
{
    // What the program before still caused is in the queue once this answer has come.
    const Owned<xcb_get_input_focus_reply_t> answer(
        xcb_get_input_focus_reply(m_display, xcb_get_input_focus(m_display), nullptr));
    while (const Owned<xcb_generic_event_t> event{xcb_poll_for_event(m_display)}) { }
    m_windows.clear();
}

std::optional<WindowWatcher::Moments> WindowWatcher::watch(std::chrono::milliseconds limit)
{
    const Moment end = std::chrono::steady_clock::now() + limit;
    while (xcb_connection_has_error(m_display) == 0) {
        pollfd input{xcb_get_file_descriptor(m_display), POLLIN, 0};
        poll(&input, 1, 20);
        const Moment now = std::chrono::steady_clock::now();
        while (const Owned<xcb_generic_event_t> event{xcb_poll_for_event(m_display)})
            see(event.get(), now);
        for (const Watched &watched : m_windows) {
            if (watched.usable != Moment() && now - std::max(watched.usable, watched.settled) > rest)
                return Moments{watched.painted, watched.usable, watched.settled, watched.width, watched.height};
        }
        if (now > end)
            break;
    }
    return std::nullopt;
}

WindowWatcher::Watched *WindowWatcher::known(xcb_window_t window)
{
    const auto found = std::find_if(m_windows.begin(), m_windows.end(),
                                    [window](const Watched &watched) { return watched.window == window; });
    return found == m_windows.end() ? nullptr : &*found;
}

void WindowWatcher::see(xcb_generic_event_t *event, Moment now)
{
    const std::uint8_t type = event->response_type & std::uint8_t(~sentByAProgram);
    if (type == XCB_CREATE_NOTIFY) {
        // From its creation on: a program may paint before word of its mapping is here.
        const auto *created = reinterpret_cast<xcb_create_notify_event_t *>(event);
        m_windows.push_back({.window = created->window, .width = created->width, .height = created->height});
        xcb_damage_create(m_display, xcb_generate_id(m_display), created->window,
                          XCB_DAMAGE_REPORT_LEVEL_RAW_RECTANGLES);
        xcb_flush(m_display);
    } else if (type == XCB_CONFIGURE_NOTIFY) {
        const auto *moved = reinterpret_cast<xcb_configure_notify_event_t *>(event);
        if (Watched *watched = known(moved->window)) {
            watched->width = moved->width;
            watched->height = moved->height;
        }
    } else if (type == XCB_MAP_NOTIFY) {
        if (Watched *watched = known(reinterpret_cast<xcb_map_notify_event_t *>(event)->window)) {
            watched->mapped = true;
            watched->drawn = 0;
        }
    } else if (type == m_firstDamageEvent + XCB_DAMAGE_NOTIFY) {
        seeDamage(*reinterpret_cast<xcb_damage_notify_event_t *>(event), now);
    } else if (type == XCB_CLIENT_MESSAGE) {
        const auto *message = reinterpret_cast<xcb_client_message_event_t *>(event);
        if (message->type != m_protocols || message->data.data32[0] != m_ping)
            return;
        if (Watched *watched = known(message->data.data32[2]); watched && watched->usable == Moment())
            watched->usable = now;
    }
}

void WindowWatcher::seeDamage(const xcb_damage_notify_event_t &damage, Moment now)
{
    Watched *watched = known(damage.drawable);
    if (!watched || !watched->mapped || watched->width < smallestWidth || watched->height < smallestHeight)
        return;
    const double whole = double(watched->width) * watched->height;
    const double area = double(damage.area.width) * damage.area.height;
    watched->drawn += area;
    if (area > whole * changeShare)
        watched->settled = now;
    if (watched->painted == Moment() && watched->drawn > whole * paintedShare) {
        watched->painted = now;
        ping(watched->window);
    }
}

void WindowWatcher::ping(xcb_window_t window)
{
    xcb_client_message_event_t message{};
    message.response_type = XCB_CLIENT_MESSAGE;
    message.format = 32;
    message.window = window;
    message.type = m_protocols;
    message.data.data32[0] = m_ping;
    message.data.data32[2] = window;
    xcb_send_event(m_display, 0, window, XCB_EVENT_MASK_NO_EVENT, reinterpret_cast<const char *>(&message));
    xcb_flush(m_display);
}

} // namespace muster::perf
