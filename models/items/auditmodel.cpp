// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/auditmodel.h"

#include "models/background/whendone.h"
#include "models/text/audittexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QtConcurrent>
#include <limits>

namespace muster {

namespace {

QString eventCell(const AuditRow &row)
{
    if (row.count > 1)
        return (row.isOpen ? QStringLiteral("\u25be ") : QStringLiteral("\u25b8 "))
            + auditRepeatText(row.entry.event, row.count);
    return (row.isPart ? QStringLiteral("\u2003") : QString()) + auditEventText(row.entry.event);
}

/// The entries of these numbers, which fall into as few stretches as can be.
QList<AuditEntry> readEntries(const AuditModel::Reader &reader, const QList<qint64> &sequences)
{
    QList<AuditEntry> entries;
    for (qsizetype from = 0; from < sequences.size();) {
        qsizetype to = from + 1;
        while (to < sequences.size() && sequences[to] == sequences[to - 1] + 1)
            ++to;
        const auto read = reader(sequences[from], to - from);
        if (read)
            entries += *read;
        for (qsizetype at = from; !read && at < to; ++at) { // told as such, and not asked for again and again
            AuditEntry unreadable;
            unreadable.sequence = sequences[at];
            unreadable.event = QStringLiteral("audit.unreadable");
            entries.append(unreadable);
        }
        from = to;
    }
    return entries;
}

} // namespace

AuditModel::AuditModel(QObject *parent)
    : TableModel(
          {{.title = tr("No."),
            .text = [](const AuditRow &row) { return QString::number(row.entry.sequence); },
            .raw = [](const AuditRow &row) { return row.entry.sequence; },
            .align = Qt::AlignRight},
           {.title = tr("Time"),
            .text = [](const AuditRow &row) { return shortRecordTimeText(row.entry.at); },
            .raw = [](const AuditRow &row) { return row.entry.at; },
            .tip = [](const AuditRow &row) { return recordTimeText(row.entry.at); }},
           {.title = tr("Event"),
            .text = eventCell,
            .raw = [](const AuditRow &row) { return row.entry.event; },
            .spoken =
                [](const AuditRow &row) {
                    if (row.count == 1)
                        return auditEventText(row.entry.event);
                    const QString words = auditRepeatText(row.entry.event, row.count);
                    return row.isOpen ? tr("%1, open").arg(words) : tr("%1, closed").arg(words);
                }},
           {.title = tr("About"), .text = [](const AuditRow &row) { return auditObjectText(row.entry); }},
           {.title = tr("Run"),
            .text = [](const AuditRow &row) { return visibleText(row.entry.runId.left(8), 8); },
            .raw = [](const AuditRow &row) { return row.entry.runId; }},
           {.title = tr("User"), .text = [](const AuditRow &row) { return visibleText(row.entry.actor, 100); }},
           {.title = tr("Connection"), .text = [](const AuditRow &row) { return visibleText(row.connection, 100); }},
           {.title = tr("Details"), .text = [](const AuditRow &row) { return auditFactsText(row.entry); }}},
          Spoken::Text, parent)
{
    m_readers.setMaxThreadCount(1);
}

AuditModel::~AuditModel()
{
    m_stop.request_stop();
}

// After rows came or went: who looked at cells meanwhile asked for rows that are others now.
void AuditModel::forget()
{
    ++m_generation;
    m_wanted.clear();
}

void AuditModel::setSource(Reader reader, qint64 count)
{
    beginResetModel();
    forget();
    m_entries.clear();
    m_reader = std::move(reader);
    m_readsAtOnce = true;
    m_isMatched = false;
    m_open.clear();
    m_before = 0;
    m_count = count;
    endResetModel();
}

void AuditModel::setHistory(AuditLog *log, AuditIndex *index)
{
    setSource([log](qint64 first, qint64 count) { return log->read(first, count); }, log->count());
    m_readsAtOnce = index == nullptr;
    m_index = index;
    leaveRemoved(log->firstKept());
    connect(log, &AuditLog::appended, this, &AuditModel::entryAppended);
    if (!index) {
        connect(log, &AuditLog::removed, this, &AuditModel::leaveRemoved);
        return;
    }
    connect(index, &AuditIndex::removed, this, [this](qint64 firstKept) {
        leaveRemoved(firstKept);
        ask(); // the lines are laid out anew
    });
    connect(index, &AuditIndex::grew, this, &AuditModel::grow);
    ask();
}

void AuditModel::leaveRemoved(qint64 firstKept)
{
    beginResetModel();
    forget();
    m_before = firstKept - 1;
    m_isMatched = false; // until the index has answered
    m_open.clear();
    for (const qint64 sequence : m_entries.keys()) {
        if (sequence < firstKept)
            m_entries.remove(sequence);
    }
    endResetModel();
}

void AuditModel::setQuery(const AuditQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    if (m_index)
        ask();
}

void AuditModel::setConnectionNames(const QHash<QString, QString> &names)
{
    m_names = names;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Connection), index(rowCount() - 1, Connection));
}

void AuditModel::ask()
{
    m_stop.request_stop();
    m_stop = {};
    m_isSearching = true;
    whenDone(this, m_index->fold(m_query, m_stop.get_token()),
             [this, stop = m_stop.get_token()](const Result<AuditLines> &lines) {
                 if (!stop.stop_requested())
                     take(lines);
             });
    Q_EMIT searching();
}

void AuditModel::take(const Result<AuditLines> &lines)
{
    m_isSearching = false;
    if (lines && lines->isComplete)
        showAll(*lines);
    else if (!lines)
        Q_EMIT failed(lines.error());
}

void AuditModel::showAll(AuditLines lines)
{
    beginResetModel();
    forget();
    m_isMatched = true;
    m_lookedAt = lines.count;
    m_count = std::max(m_count, lines.count);
    m_sequences = std::move(lines.sequences);
    m_lines = std::move(lines.lines);
    m_open.clear();
    endResetModel();
    Q_EMIT searched();
    if (m_hasGrown)
        grow();
}

void AuditModel::grow()
{
    if (!m_isMatched || m_isSearching || m_isGrowing) {
        m_hasGrown = m_isSearching || m_isGrowing; // asked when that is answered
        return;
    }
    m_hasGrown = false;
    m_isGrowing = true;
    const auto lengthened = [this, stop = m_stop.get_token()](const Result<AuditLines> &more) {
        m_isGrowing = false;
        if (!stop.stop_requested() && more && more->isComplete)
            showMore(*more);
        if (m_hasGrown)
            grow();
    };
    whenDone(this, m_index->fold(m_query, m_stop.get_token(), m_lookedAt, m_sequences.empty() ? 0 : m_sequences.back()),
             lengthened);
}

// New lines stand above. One that goes on comes to the top, and becomes longer there.
void AuditModel::showMore(const AuditLines &more)
{
    m_lookedAt = more.count;
    if (more.sequences.empty())
        return;
    for (std::size_t at = 0; at < more.lines.size();) {
        std::size_t end = at;
        while (end < more.lines.size() && more.lines[end].continues == 0)
            ++end;
        if (end > at)
            showNew(more, at, end);
        if (end < more.lines.size())
            lengthen(more, more.lines[end++]);
        at = end;
    }
    forget();
    Q_EMIT searched();
}

void AuditModel::showNew(const AuditLines &more, std::size_t from, std::size_t to)
{
    beginInsertRows({}, 0, int(to - from) - 1);
    for (std::size_t at = from; at < to; ++at) {
        const AuditLines::Line &line = more.lines[at];
        m_lines.push_back({quint32(m_sequences.size()), line.count});
        const auto first = more.sequences.begin() + line.first;
        m_sequences.insert(m_sequences.end(), first, first + line.count);
    }
    endInsertRows();
}

void AuditModel::lengthen(const AuditLines &more, const AuditLines::Line &by)
{
    const auto first = more.sequences.begin() + by.first, last = first + by.count;
    const auto line = std::find_if(m_lines.rbegin(), m_lines.rend(), [&](const AuditLines::Line &one) {
        return m_sequences[one.first + one.count - 1] == by.continues;
    });
    if (line == m_lines.rend()) // it is not shown
        return showNew(more, std::size_t(&by - more.lines.data()), std::size_t(&by - more.lines.data()) + 1);
    moveToTop(std::size_t(m_lines.rend() - line) - 1);
    m_sequences.insert(m_sequences.end(), first, last);
    m_lines.back().count += by.count;
    Q_EMIT dataChanged(index(0, 0), index(0, ColumnCount - 1));
    if (const auto open = m_open.find(qsizetype(m_lines.size()) - 1); open != m_open.end()) {
        beginInsertRows({}, 1, int(by.count));
        open->second = m_lines.back().count;
        endInsertRows();
    }
}

void AuditModel::moveToTop(std::size_t line)
{
    if (line + 1 == m_lines.size())
        return;
    const int row = rowOf(qsizetype(line));
    const auto found = m_open.find(qsizetype(line));
    const quint32 below = found != m_open.end() ? found->second : 0;
    beginMoveRows({}, row, row + int(below), {}, 0);
    AuditLines::Line moved = m_lines[line];
    const auto place = m_sequences.begin() + moved.first;
    std::rotate(place, place + moved.count, m_sequences.end());
    m_lines.erase(m_lines.begin() + qsizetype(line));
    for (std::size_t at = line; at < m_lines.size(); ++at)
        m_lines[at].first -= moved.count;
    moved.first = quint32(m_sequences.size()) - moved.count;
    m_lines.push_back(moved);
    std::map<qsizetype, quint32, std::greater<>> open;
    for (const auto &[other, count] : m_open)
        open.emplace(other == qsizetype(line)      ? qsizetype(m_lines.size()) - 1
                         : other > qsizetype(line) ? other - 1
                                                   : other,
                     count);
    m_open = std::move(open);
    endMoveRows();
}

void AuditModel::entryAppended(const AuditEntry &entry)
{
    if (entry.sequence <= m_count)
        return; // counted already
    if (m_isMatched) { // the index tells of it
        m_count = entry.sequence;
        return;
    }
    beginInsertRows({}, 0, int(entry.sequence - m_count) - 1);
    m_count = entry.sequence;
    endInsertRows();
    forget();
}

AuditModel::Place AuditModel::placeOf(int row) const
{
    qint64 above = 0; // rows of opened groups
    for (const auto &[open, count] : m_open) {
        const qint64 head = rowOf(open);
        if (row <= head)
            break;
        if (row <= head + count)
            return {open, row - head - 1};
        above += count;
    }
    return {qsizetype(m_lines.size()) - 1 - (row - above), -1};
}

int AuditModel::rowOf(qsizetype line) const
{
    qint64 row = qsizetype(m_lines.size()) - 1 - line;
    for (const auto &[open, count] : m_open) {
        if (open > line)
            row += count;
    }
    return int(row);
}

qint64 AuditModel::sequenceAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return 0;
    if (!m_isMatched)
        return m_count - row;
    const Place place = placeOf(row);
    const AuditLines::Line &line = m_lines[std::size_t(place.line)];
    if (place.part < 0)
        return m_sequences[line.first + line.count - 1];
    return m_sequences[line.first + m_open.at(place.line) - 1 - std::size_t(place.part)];
}

int AuditModel::reveal(qint64 sequence)
{
    if (sequence <= m_before || sequence > m_count)
        return -1;
    if (!m_isMatched)
        return int(m_count - sequence);
    const auto found = std::find(m_sequences.begin(), m_sequences.end(), quint32(sequence)); // a millisecond a million
    if (found == m_sequences.end())
        return -1;
    const auto place = quint32(found - m_sequences.begin());
    const auto behind = std::upper_bound(m_lines.begin(), m_lines.end(), place,
                                         [](quint32 at, const AuditLines::Line &line) { return at < line.first; });
    const qsizetype line = behind - m_lines.begin() - 1;
    const AuditLines::Line &own = m_lines[std::size_t(line)];
    if (own.count == 1)
        return rowOf(line);
    setOpen(rowOf(line), true);
    return rowOf(line) + 1 + int(own.first + own.count - 1 - place);
}

bool AuditModel::isGroup(int row) const
{
    if (!m_isMatched || row < 0 || row >= rowCount())
        return false;
    const Place place = placeOf(row);
    return place.part < 0 && m_lines[std::size_t(place.line)].count > 1;
}

bool AuditModel::isOpen(int row) const
{
    return isGroup(row) && m_open.contains(placeOf(row).line);
}

void AuditModel::setOpen(int row, bool open)
{
    if (!isGroup(row) || isOpen(row) == open)
        return;
    const qsizetype line = placeOf(row).line;
    const int count = int(m_lines[std::size_t(line)].count);
    if (open) {
        beginInsertRows({}, row + 1, row + count);
        m_open.emplace(line, quint32(count));
        endInsertRows();
    } else {
        beginRemoveRows({}, row + 1, row + count);
        m_open.erase(line);
        endRemoveRows();
    }
    forget();
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

// The page of lines that the row stands in, but for what is here.
void AuditModel::want(int row) const
{
    const int number = row / page;
    if (m_wanted.contains(number) || !m_reader)
        return;
    m_wanted.insert(number);
    const int first = number * page, last = std::min(first + page, rowCount()) - 1;
    QList<qint64> sequences;
    for (int at = first; at <= last; ++at) {
        if (const qint64 sequence = sequenceAt(at); !m_entries.contains(sequence))
            sequences.append(sequence);
    }
    std::sort(sequences.begin(), sequences.end());
    sequences.erase(std::unique(sequences.begin(), sequences.end()), sequences.end());
    if (m_readsAtOnce) {
        for (const AuditEntry &entry : readEntries(m_reader, sequences))
            m_entries.insert(entry.sequence, new AuditEntry(entry));
        m_wanted.remove(number);
        return;
    }
    auto *self = const_cast<AuditModel *>(this); // looking at a cell is what asks for it
    whenDone(self, QtConcurrent::run(&m_readers, readEntries, m_reader, sequences),
             [self, first, last, generation = m_generation](const QList<AuditEntry> &entries) {
                 self->received(generation, first, last, entries);
             });
}

void AuditModel::received(quint64 generation, int first, int last, const QList<AuditEntry> &entries)
{
    for (const AuditEntry &entry : entries)
        m_entries.insert(entry.sequence, new AuditEntry(entry));
    if (generation == m_generation)
        m_wanted.remove(first / page);
    if (generation == m_generation)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    else if (rowCount() > 0) // the lines have moved meanwhile
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const AuditEntry *AuditModel::entry(int row) const
{
    const qint64 sequence = sequenceAt(row);
    if (sequence == 0)
        return nullptr;
    if (!m_entries.contains(sequence)) {
        want(row);
    }
    return m_entries.object(sequence);
}

const AuditRow &AuditModel::rowAt(int row) const
{
    m_row = {};
    m_row.entry = *entry(row);
    if (m_isMatched) {
        const Place place = placeOf(row);
        m_row.isPart = place.part >= 0;
        m_row.count = m_row.isPart ? 1 : m_lines[std::size_t(place.line)].count;
        m_row.isOpen = !m_row.isPart && m_open.contains(place.line);
    }
    const QString connection = m_row.entry.facts[u"profile"].toString();
    m_row.connection = m_names.value(connection, connection);
    return m_row;
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    qint64 rows = m_isMatched ? qint64(m_lines.size()) : m_count - m_before;
    for (const auto &[open, count] : m_open)
        rows += m_isMatched ? count : 0;
    return int(std::min<qint64>(rows, std::numeric_limits<int>::max()));
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    const int row = checkedRow(index);
    if (row < 0)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    if (entry(row))
        return TableModel::data(index, role);
    if (role != Qt::DisplayRole && role != RawRole && role != Qt::AccessibleTextRole)
        return {};
    if (index.column() == Number)
        return QString::number(sequenceAt(row));
    return QString();
}

} // namespace muster
