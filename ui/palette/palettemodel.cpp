// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/palettemodel.h"

#include <QDateTime>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

constexpr int unavailablePenalty = 30;

QString searchedBeside(const PaletteEntry &entry)
{
    return entry.otherWords.isEmpty() ? entry.kind : QString(entry.kind + u' ' + entry.otherWords);
}

} // namespace

PaletteModel::PaletteModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_firstPlaces{0}
    , m_reading(new QTimer(this))
{
    m_reading->setSingleShot(true);
    m_reading->setInterval(0);
    connect(m_reading, &QTimer::timeout, this, &PaletteModel::readSources);
    connect(&m_search, &NameSearch::finished, this, &PaletteModel::takeHits);
}

void PaletteModel::addSource(PaletteSource *source)
{
    m_sources << source;
    connect(source, &PaletteSource::changed, this, [this] {
        if (!m_isOpen)
            return;
        m_reading->start();
        Q_EMIT waitingChanged();
    });
    connect(source, &QObject::destroyed, this, [this, source] {
        m_sources.removeAll(source);
        m_rows.clear(); // before anything looks at them again
        if (m_isOpen)
            readSources();
    });
}

void PaletteModel::start()
{
    for (PaletteSource *source : std::as_const(m_sources))
        source->prepare();
    m_isOpen = true;
    m_search.setQuery({});
    readSources();
}

void PaletteModel::stop()
{
    m_isOpen = false;
    m_reading->stop();
    m_search.setNames(0, {});
}

void PaletteModel::readSources()
{
    m_reading->stop();
    m_firstPlaces = {0};
    for (const PaletteSource *source : std::as_const(m_sources))
        m_firstPlaces.push_back(m_firstPlaces.back() + source->count());
    m_search.setNames(m_firstPlaces.back(),
                      [this, now = QDateTime::currentDateTimeUtc()](qsizetype place) { return named(place, now); });
}

std::pair<PaletteSource *, qsizetype> PaletteModel::at(qsizetype place) const
{
    const auto after = std::upper_bound(m_firstPlaces.begin(), m_firstPlaces.end(), place);
    const auto source = after - m_firstPlaces.begin() - 1;
    return {m_sources[source], place - m_firstPlaces[std::size_t(source)]};
}

NameSearch::Named PaletteModel::named(qsizetype place, const QDateTime &now) const
{
    const auto [source, row] = at(place);
    if (row >= source->count())
        return {}; // it has changed, and is about to be read anew
    const PaletteEntry entry = source->entry(row);
    return {entry.title, searchedBeside(entry),
            m_usage.weight(entry.id, now) - (entry.reason.isEmpty() ? 0 : unavailablePenalty)};
}

bool PaletteModel::isBusy() const
{
    return m_search.isBusy() || m_reading->isActive();
}

void PaletteModel::takeHits()
{
    beginResetModel();
    m_rows.clear();
    for (const NameSearch::Hit &hit : m_search.hits()) {
        const auto [source, row] = at(hit.place);
        if (row >= source->count())
            continue;
        Row shown{source, source->entry(row), {}};
        shown.marks = nameMarks(FoldedName(shown.entry.title, searchedBeside(shown.entry)), m_search.query());
        m_rows << shown;
    }
    endResetModel();
    Q_EMIT found();
}

QString PaletteModel::waiting() const
{
    QStringList words;
    for (const PaletteSource *source : m_sources) {
        if (const QString one = source->waiting(); !one.isEmpty())
            words << one;
    }
    return words.join(u' ');
}

const PaletteEntry *PaletteModel::entryAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row].entry : nullptr;
}

bool PaletteModel::open(int row)
{
    if (!entryAt(row) || !m_rows[row].entry.reason.isEmpty())
        return false;
    PaletteSource *const source = m_rows[row].source;
    const QString id = m_rows[row].entry.id;
    m_usage.noteUse(id, QDateTime::currentDateTimeUtc());
    Q_EMIT used();
    source->open(id);
    return true;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const PaletteEntry &entry = row.entry;
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole: {
        QStringList parts{entry.title, entry.kind};
        if (!entry.detail.isEmpty())
            parts << entry.detail;
        if (!entry.keys.isEmpty())
            parts << entry.keys.toString(QKeySequence::NativeText);
        if (!entry.reason.isEmpty())
            parts << tr("not available: %1").arg(entry.reason);
        return parts.join(QStringLiteral(", "));
    }
    case KindRole:
        return entry.kind;
    case DetailRole:
        return entry.detail;
    case IconRole:
        return entry.iconName;
    case KeysRole:
        return QVariant::fromValue(entry.keys);
    case ReasonRole:
        return entry.reason;
    case MarksRole:
        return QVariant::fromValue(row.marks);
    default:
        return {};
    }
}

} // namespace muster
