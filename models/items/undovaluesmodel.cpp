// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/undovaluesmodel.h"

#include "models/background/whendone.h"
#include "models/items/itemroles.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"

#include <QtConcurrent>
#include <utility>

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

namespace {

constexpr qint64 idMarks = 3;

QString shown(std::string_view text)
{
    return visibleText(QString::fromUtf8(text.data(), qsizetype(text.size())), 100);
}

Tone toneOf(UndoFate fate)
{
    switch (fate) {
    case UndoFate::ComesBack:
        return Tone::Good;
    case UndoFate::AsBefore:
    case UndoFate::LeftOut:
        return Tone::Neutral;
    case UndoFate::Gone:
    case UndoFate::ChangedSince:
    case UndoFate::WasEmpty:
    case UndoFate::NotWritable:
        break;
    }
    return Tone::Warn;
}

} // namespace

UndoValuesModel::UndoValuesModel(QObject *parent)
    : TableModelBase({{tr("Contact ID")}, {tr("Attribute")}, {tr("Written")}, {tr("Before")}, {tr("What happens")}},
                     Spoken::TitleAndText, parent)
{
}

void UndoValuesModel::setPreview(const SharedUndoPreview &preview)
{
    m_stop.request_stop();
    beginResetModel();
    m_preview = preview;
    m_filter = {};
    m_rows.clear();
    m_leftOut.assign(preview ? preview->values().units() : 0, false);
    m_counts = {};
    m_leaveOut.reset();
    m_isCut = m_isReady = m_isStale = false;
    endResetModel();
    if (preview)
        readView();
}

void UndoValuesModel::setFilter(const UndoFilter &filter)
{
    m_filter = filter;
    m_isStale = m_leaveOut.has_value(); // what was chosen is done first, for what was shown then
    if (m_preview && !m_isStale)
        readView();
}

void UndoValuesModel::setShownChecked(bool checked)
{
    if (!isReady() || m_leaveOut)
        return;
    m_leaveOut = !checked;
    readView();
    Q_EMIT choiceChanged();
}

/// A newer reading overtakes the one that is under way; a choice is never overtaken.
void UndoValuesModel::readView()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    const auto work = [preview = m_preview, filter = m_filter, leftOut = m_leftOut, leaveOut = m_leaveOut,
                       stop = m_stop.get_token()]() mutable {
        return makeUndoView(*preview, filter, std::move(leftOut), leaveOut, stop);
    };
    whenDone(this, QtConcurrent::run(work), [this, stop = m_stop.get_token()](UndoView view) {
        if (!stop.stop_requested())
            take(std::move(view));
    });
}

void UndoValuesModel::take(UndoView view)
{
    const bool chose = std::exchange(m_leaveOut, std::nullopt).has_value();
    beginResetModel();
    m_rows = std::move(view.rows);
    m_isCut = view.isCut;
    // Else the boxes may have been used since: what they say counts.
    if (chose || !m_isReady) {
        m_leftOut = std::move(view.leftOut);
        m_counts = view.counts;
    }
    if (!m_isReady)
        m_mayComeBack = m_counts.contactsBack;
    m_isReady = true;
    endResetModel();
    if (std::exchange(m_isStale, false))
        readView();
    Q_EMIT viewChanged();
    if (chose)
        Q_EMIT choiceChanged();
}

qint64 UndoValuesModel::backOf(std::uint32_t unit) const
{
    return qint64(m_preview->sighting(unit)[std::size_t(UndoFate::ComesBack)]);
}

UndoChoice UndoValuesModel::choice() const
{
    if (m_counts.contactsBack == m_mayComeBack)
        return {};
    const bool only = m_counts.contactsBack < m_mayComeBack - m_counts.contactsBack;
    UndoChoice choice{only ? UndoChoice::Kind::Only : UndoChoice::Kind::Except, {}};
    for (std::uint32_t unit = 0; unit < m_leftOut.size(); ++unit) {
        if (m_leftOut[unit] != only && backOf(unit) > 0) {
            const std::string_view id = m_preview->values().id(unit);
            choice.ids.append(QString::fromUtf8(id.data(), qsizetype(id.size())));
        }
    }
    return choice;
}

bool UndoValuesModel::fitsOrder() const
{
    const qint64 named = std::min(m_counts.contactsBack, m_mayComeBack - m_counts.contactsBack);
    return !m_preview || named * (qint64(m_preview->values().longestId()) + idMarks) <= UndoChoice::maxBytes;
}

int UndoValuesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString UndoValuesModel::happensText(UndoFate fate) const
{
    const bool isGuess = fate == UndoFate::WasEmpty || fate == UndoFate::AsBefore;
    return isGuess && !m_preview->values().holdAny() ? tr("Previous value unknown: unchanged") : undoFateText(fate);
}

QString UndoValuesModel::text(const UndoView::Row &row, int column) const
{
    const UndoValues &values = m_preview->values();
    if (column == ContactId)
        return shown(values.id(row.unit));
    if (column == Happens)
        return happensText(fateOf(*m_preview, m_leftOut, row.unit, row.place));
    std::vector<UndoValues::Value> held;
    values.values(row.unit, held);
    const UndoValues::Value &value = held[row.place];
    switch (column) {
    case Attribute:
        return visibleText(values.attributes()[qsizetype(value.attribute)], 100);
    case Written:
        return shown(value.written.text);
    case Before:
        if (!value.before.isNothing())
            return shown(value.before.text);
        return values.holdAny() ? tr("empty") : tr("unknown");
    }
    return {};
}

QVariant UndoValuesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const UndoView::Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(row, index.column());
    case Qt::CheckStateRole:
        if (index.column() != ContactId || backOf(row.unit) == 0)
            return {};
        return int(m_leftOut[row.unit] ? Qt::Unchecked : Qt::Checked);
    case ToneRole:
        return index.column() == Happens
            ? QVariant::fromValue(toneOf(fateOf(*m_preview, m_leftOut, row.unit, row.place)))
            : QVariant();
    case Qt::AccessibleTextRole:
        return spokenText(index.column(), text(row, index.column()));
    default:
        return {};
    }
}

bool UndoValuesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || m_leaveOut
        || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || index.column() != ContactId)
        return false;
    const std::uint32_t unit = m_rows[std::size_t(index.row())].unit;
    const qint64 back = backOf(unit);
    const bool leaveOut = value.toInt() != Qt::Checked;
    if (back == 0)
        return false;
    if (m_leftOut[unit] == leaveOut)
        return true;
    m_leftOut[unit] = leaveOut;
    const qint64 sign = leaveOut ? -1 : 1;
    m_counts.values[std::size_t(UndoFate::ComesBack)] += sign * back;
    m_counts.values[std::size_t(UndoFate::LeftOut)] -= sign * back;
    m_counts.contactsBack += sign;
    // The values of a contact stand together.
    int first = index.row(), last = index.row();
    while (first > 0 && m_rows[std::size_t(first - 1)].unit == unit)
        --first;
    while (last + 1 < rowCount() && m_rows[std::size_t(last + 1)].unit == unit)
        ++last;
    Q_EMIT dataChanged(this->index(first, 0), this->index(last, ColumnCount - 1));
    Q_EMIT choiceChanged();
    return true;
}

Qt::ItemFlags UndoValuesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == ContactId && backOf(m_rows[std::size_t(index.row())].unit) > 0
        ? flags | Qt::ItemIsUserCheckable
        : flags;
}

} // namespace muster
