// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/undoview.h"

#include <QStringList>

namespace muster {

namespace {

constexpr std::uint32_t looksAway = 1024; // units between two looks at the stop token

bool holds(std::string_view text, const QString &search)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size())).contains(search, Qt::CaseInsensitive);
}

/// One pass over the units: what is shown, and what that makes of the choice.
class Viewer
{
public:
    Viewer(const UndoMatcher &preview, const UndoFilter &filter, UndoView &view)
        : m_preview(preview)
        , m_values(preview.values())
        , m_filter(filter)
        , m_view(view)
    {
        for (const QString &name : m_values.attributes())
            m_namesFound.push_back(name.contains(filter.search, Qt::CaseInsensitive));
    }

    void look(std::uint32_t unit, std::optional<bool> leaveOut)
    {
        m_shown.clear();
        const std::size_t count = m_values.firstValue(unit + 1) - m_values.firstValue(unit);
        const bool searching = !m_filter.search.isEmpty();
        const bool idFound = searching && holds(m_values.id(unit), m_filter.search);
        if (searching && !idFound)
            m_values.values(unit, m_held);
        for (std::size_t place = 0; place < count; ++place) {
            if (m_filter.fate && fateOf(m_preview, m_view.leftOut, unit, place) != *m_filter.fate)
                continue;
            if (!searching || idFound || isFound(place))
                m_shown.push_back(std::uint32_t(place));
        }
        if (leaveOut && !m_shown.empty())
            m_view.leftOut[unit] = *leaveOut;
        list(unit);
        tally(unit, count);
    }

private:
    [[nodiscard]] bool isFound(std::size_t place) const
    {
        const UndoValues::Value &value = m_held[place];
        return m_namesFound[value.attribute] || holds(value.before.text, m_filter.search)
            || holds(value.written.text, m_filter.search);
    }

    void list(std::uint32_t unit)
    {
        for (const std::uint32_t place : m_shown) {
            if (m_view.rows.size() == UndoView::maxRows) {
                m_view.isCut = true;
                return;
            }
            m_view.rows.push_back({unit, place});
        }
    }

    void tally(std::uint32_t unit, std::size_t count)
    {
        bool back = false, gone = false;
        for (std::size_t place = 0; place < count; ++place) {
            const UndoFate fate = fateOf(m_preview, m_view.leftOut, unit, place);
            ++m_view.counts.values[std::size_t(fate)];
            back = back || fate == UndoFate::ComesBack;
            gone = gone || fate == UndoFate::Gone;
        }
        m_view.counts.contactsBack += back ? 1 : 0;
        m_view.counts.contactsGone += gone ? 1 : 0;
    }

    const UndoMatcher &m_preview;
    const UndoValues &m_values;
    const UndoFilter &m_filter;
    UndoView &m_view;
    std::vector<bool> m_namesFound; ///< By attribute.
    std::vector<UndoValues::Value> m_held; ///< Of one contact, while searching.
    std::vector<std::uint32_t> m_shown; ///< Places of one contact.
};

} // namespace

UndoFate fateOf(const UndoMatcher &preview, const std::vector<bool> &leftOut, std::uint32_t unit, std::size_t place)
{
    const UndoFate fate = preview.fate(unit, place);
    return fate == UndoFate::ComesBack && leftOut[unit] ? UndoFate::LeftOut : fate;
}

UndoView makeUndoView(const UndoMatcher &preview, const UndoFilter &filter, std::vector<bool> leftOut,
                      std::optional<bool> leaveOut, const std::stop_token &stop)
{
    UndoView view;
    view.leftOut = std::move(leftOut);
    view.counts.contacts = preview.values().units();
    view.counts.contactsInList = preview.contactsInList();
    Viewer viewer(preview, filter, view);
    for (std::uint32_t unit = 0; unit < preview.values().units(); ++unit) {
        if (unit % looksAway == 0 && stop.stop_requested())
            break; // nobody looks at it
        viewer.look(unit, leaveOut);
    }
    return view;
}

} // namespace muster
