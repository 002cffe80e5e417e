// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxliststore.h"

namespace muster {

using namespace Qt::StringLiterals;

namespace {

// So long before the simulator was started its lists were changed last: recently enough to be exported.
constexpr qint64 freshFor = 2 * 3600;

constexpr QChar packedSeparator(0x1f); // What an upload holds of these is left out before.

bool isNumberText(const QString &text)
{
    return isCxoneSandboxNumber(cxoneSandboxDigits(text));
}

void tally(CxoneSandboxListStore::Counts &counts, const CxoneSandboxRecord &record, int times)
{
    counts.records += times;
    counts.valid += record.isValid ? times : 0;
    counts.finalized += record.isFinalized ? times : 0;
    counts.prospective += record.isValid && !record.isFinalized ? times : 0;
    counts.retried += record.isValid && !record.isFinalized && record.attempts > 0 ? times : 0;
}

} // namespace

CxoneSandboxListStore::CxoneSandboxListStore(const SandboxData &data, qint64 contacts, int oldLists,
                                             const QDateTime &started)
    : m_data(data)
{
    const QList<CxoneSandboxList> lists = CxoneSandboxList::all(contacts, oldLists, started);
    for (const CxoneSandboxList &list : lists) {
        m_lists.insert({list.id,
                        {.list = list,
                         .end = list.seeded,
                         .updated = list.created.addDays(20).addSecs(-freshFor),
                         .uploaded = list.created}});
        m_lastId = list.id;
    }
}

QList<qint64> CxoneSandboxListStore::ids() const
{
    QList<qint64> ids;
    for (const auto &[id, kept] : m_lists)
        ids.append(id);
    return ids;
}

const CxoneSandboxList *CxoneSandboxListStore::find(qint64 id) const
{
    const auto found = m_lists.find(id);
    return found == m_lists.end() ? nullptr : &found->second.list;
}

const CxoneSandboxList *CxoneSandboxListStore::findByName(const QString &name) const
{
    for (const auto &[id, kept] : m_lists) {
        if (kept.list.name == name)
            return &kept.list;
    }
    return nullptr;
}

CxoneSandboxListStore::Counts CxoneSandboxListStore::counts(qint64 id) const
{
    const Kept &kept = m_lists.at(id);
    if (kept.counts)
        return *kept.counts;
    Counts counts{.rejected = kept.rejected};
    for (qint64 place = 0; place < kept.end; ++place) {
        if (const auto record = recordAt(kept, place))
            tally(counts, *record, 1);
    }
    kept.counts = counts;
    return counts;
}

QDateTime CxoneSandboxListStore::updated(qint64 id) const
{
    return m_lists.at(id).updated;
}

QDateTime CxoneSandboxListStore::uploaded(qint64 id) const
{
    return m_lists.at(id).uploaded;
}

qint64 CxoneSandboxListStore::places(qint64 id) const
{
    return m_lists.at(id).end;
}

bool CxoneSandboxListStore::isThere(qint64 id, qint64 place) const
{
    const Kept &kept = m_lists.at(id);
    const auto change = kept.changes.constFind(place);
    return place >= 0 && place < kept.end && (change == kept.changes.constEnd() || !change->removed);
}

QString CxoneSandboxListStore::externalId(qint64 id, qint64 place) const
{
    const Kept &kept = m_lists.at(id);
    return place < kept.list.seeded ? kept.list.seedId(place) : kept.changes.value(place).externalId;
}

bool CxoneSandboxListStore::isFinalized(qint64 id, qint64 place) const
{
    const Kept &kept = m_lists.at(id);
    return place < kept.list.seeded && kept.list.isSeedFinalized(m_data, place);
}

int CxoneSandboxListStore::attempts(qint64 id, qint64 place) const
{
    const CxoneSandboxList &list = m_lists.at(id).list;
    return place < list.seeded ? list.seedAttempts(m_data, place) : 0;
}

QDateTime CxoneSandboxListStore::modified(qint64 id, qint64 place) const
{
    const Kept &kept = m_lists.at(id);
    const auto change = kept.changes.constFind(place);
    return change != kept.changes.constEnd() ? change->modified : kept.list.seedModified(m_data, place);
}

std::optional<CxoneSandboxRecord> CxoneSandboxListStore::at(qint64 id, qint64 place) const
{
    return recordAt(m_lists.at(id), place);
}

std::optional<CxoneSandboxRecord> CxoneSandboxListStore::recordAt(const Kept &kept, qint64 place) const
{
    const auto change = kept.changes.constFind(place);
    if (change == kept.changes.constEnd())
        return kept.list.seed(m_data, place);
    if (change->removed)
        return std::nullopt;
    CxoneSandboxRecord record;
    if (place < kept.list.seeded) {
        record = kept.list.seed(m_data, place);
    } else {
        record.externalId = change->externalId;
        record.created = change->created;
    }
    record.modified = change->modified;
    record.members.clear();
    record.others.clear();
    record.destinations.clear();
    record.isValid = false;
    const QStringList values = QString::fromUtf8(change->packed).split(packedSeparator);
    for (qsizetype at = 0; at < kept.list.columns.size(); ++at) {
        const CxoneSandboxColumn &column = kept.list.columns[at];
        const QString &value = values[at];
        if (column.kind == CxoneSandboxColumn::Kind::Member) {
            record.members.insert(column.name, value);
        } else if (column.kind == CxoneSandboxColumn::Kind::Other) {
            record.others.insert(column.name, value);
        } else {
            record.destinations.append(isNumberText(value) ? cxoneSandboxDigits(value) : value);
            record.isValid |= isNumberText(value);
        }
    }
    return record;
}

qint64 CxoneSandboxListStore::add(CxoneSandboxList list)
{
    list.id = ++m_lastId;
    const QDateTime created = list.created;
    m_lists.insert({m_lastId, {.list = std::move(list), .updated = created, .uploaded = {}}});
    return m_lastId;
}

void CxoneSandboxListStore::drop(qint64 id)
{
    m_lists.erase(id);
}

std::optional<qint64> CxoneSandboxListStore::placeOf(const Kept &kept, const QString &externalId)
{
    if (const auto seeded = kept.list.seedPlace(externalId))
        return seeded;
    const auto later = kept.later.constFind(externalId);
    return later == kept.later.constEnd() ? std::nullopt : std::optional(*later);
}

QStringList CxoneSandboxListStore::valuesOf(const Kept &kept, const CxoneSandboxRecord &record)
{
    QStringList values;
    qsizetype destination = 0;
    for (const CxoneSandboxColumn &column : kept.list.columns) {
        if (column.kind == CxoneSandboxColumn::Kind::Member)
            values.append(record.members.value(column.name));
        else if (column.kind == CxoneSandboxColumn::Kind::Other)
            values.append(record.others.value(column.name));
        else
            values.append(record.destinations.value(destination++));
    }
    return values;
}

CxoneSandboxListStore::Merged CxoneSandboxListStore::merge(qint64 id, const CxoneSandboxRow &row, bool overwrite,
                                                           const QDateTime &now)
{
    Kept &kept = m_lists.at(id);
    const auto reject = [&kept] {
        ++kept.rejected;
        if (kept.counts)
            ++kept.counts->rejected;
        return Merged::Rejected;
    };
    if (row.externalId.isEmpty())
        return reject();
    const auto known = placeOf(kept, row.externalId);
    const auto before = known ? recordAt(kept, *known) : std::nullopt;
    if (before && !overwrite)
        return Merged::Kept;
    QStringList values = valuesOf(kept, before.value_or(CxoneSandboxRecord()));
    bool dialable = false;
    bool saysNumber = false;
    for (qsizetype at = 0; at < kept.list.columns.size(); ++at) {
        const bool given = !row.values[at].isNull();
        if (given)
            values[at] = row.values[at];
        if (kept.list.columns[at].kind == CxoneSandboxColumn::Kind::Destination) {
            saysNumber |= given;
            dialable |= isNumberText(values[at]);
        }
    }
    if (!dialable && (saysNumber || !before))
        return reject();
    const qint64 place = known ? *known : kept.end++;
    Change &change = kept.changes[place];
    if (!before)
        change.created = now;
    if (!known) {
        change.externalId = row.externalId;
        kept.later.insert(row.externalId, place);
    }
    change.removed = false;
    change.packed = values.join(packedSeparator).toUtf8();
    change.modified = now;
    kept.updated = now;
    if (kept.counts) {
        if (before)
            tally(*kept.counts, *before, -1);
        tally(*kept.counts, *recordAt(kept, place), 1);
    }
    return before ? Merged::Changed : Merged::Added;
}

void CxoneSandboxListStore::noteUpload(qint64 id, const QDateTime &now)
{
    m_lists.at(id).uploaded = now;
}

bool CxoneSandboxListStore::remove(qint64 id, const QString &externalId, const QDateTime &now)
{
    Kept &kept = m_lists.at(id);
    const auto place = placeOf(kept, externalId);
    const auto before = place ? recordAt(kept, *place) : std::nullopt;
    if (!before)
        return false;
    Change &change = kept.changes[*place];
    change.removed = true;
    change.packed.clear();
    change.modified = now;
    kept.updated = now;
    if (kept.counts)
        tally(*kept.counts, *before, -1);
    return true;
}

} // namespace muster
