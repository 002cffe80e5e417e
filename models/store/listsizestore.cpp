// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/listsizestore.h"

#include "models/store/durablefile.h"
#include "models/store/runningdigest.h"
#include "models/store/storedlist.h"

#include <QFileInfo>

namespace muster {

namespace {

constexpr qsizetype longestId = 200; // characters

QJsonArray arrayOf(const ListSizeHistory &history)
{
    QStringList ids = history.keys();
    ids.sort(); // the same content is the same file
    QJsonArray array;
    for (const QString &id : std::as_const(ids)) {
        QJsonArray sizes;
        for (const ListSize &size : history.value(id))
            sizes.append(QJsonArray{size.day.toString(Qt::ISODate), size.records});
        array.append(QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("sizes"), sizes}});
    }
    return array;
}

bool takeItem(const QJsonObject &item, ListSizeHistory &history)
{
    const QString id = item.value(QLatin1String("id")).toString();
    QList<ListSize> sizes;
    for (const QJsonValue value : item.value(QLatin1String("sizes")).toArray()) {
        const ListSize size{QDate::fromString(value[0].toString(), Qt::ISODate), value[1].toInteger(-1)};
        if (!size.day.isValid() || size.records < 0 || (!sizes.isEmpty() && sizes.last().day >= size.day))
            return false;
        sizes.append(size);
    }
    if (id.isEmpty() || sizes.isEmpty() || history.contains(id))
        return false;
    history.insert(id, sizes);
    return true;
}

/// What is kept for a day that a clock had wrong, so that it lies ahead, goes.
void add(QList<ListSize> &sizes, const ListSize &size)
{
    sizes.removeIf([&size](const ListSize &other) { return other.day >= size.day; });
    sizes.append(size);
    if (sizes.size() > ListSizeStore::maxDays)
        sizes.remove(0, sizes.size() - ListSizeStore::maxDays);
}

} // namespace

ListSizeStore::ListSizeStore(QString folder, bool isReadOnly, DiskAccess &disk)
    : m_folder(std::move(folder))
    , m_isReadOnly(isReadOnly)
    , m_disk(disk)
{
}

QString ListSizeStore::fileOf(const QString &profileId) const
{
    const HexDigest digest = sha256Hex(profileId.toUtf8());
    return m_folder + u'/' + QString::fromLatin1(digest.data(), 32) + QStringLiteral(".json");
}

Result<ListSizeHistory> ListSizeStore::note(const QString &profileId, const QList<ContactListSummary> &lists,
                                            const QDate &day) const
{
    const QString file = fileOf(profileId);
    if (!m_isReadOnly)
        TRY_VOID(makePrivateFolder(m_folder, m_disk));
    StoredList stored(file, QStringLiteral("muster-list-sizes"), QStringLiteral("list_sizes_damaged"), m_disk);
    if (m_isReadOnly)
        stored.setReadOnly(); // whoever only looks mends nothing: another one may be writing
    ListSizeHistory before;
    if (QFileInfo::exists(file)) {
        const auto notice = stored.load([&before](const QJsonObject &item) { return takeItem(item, before); },
                                        [&before] { return arrayOf(before); });
        if (notice && stored.isReadOnly() && !m_isReadOnly)
            return failure(*notice);
    }
    ListSizeHistory now;
    for (const ContactListSummary &list : lists) {
        if (now.size() == maxLists || list.id.isEmpty() || list.id.size() > longestId)
            continue;
        QList<ListSize> sizes = before.value(list.id);
        if (list.contactCount >= 0)
            add(sizes, {day, list.contactCount});
        if (!sizes.isEmpty())
            now.insert(list.id, sizes);
    }
    if (!m_isReadOnly && now != before)
        TRY_VOID(stored.write(arrayOf(now)));
    return now;
}

} // namespace muster
