// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/listdeletion.h"

#include "models/rules/freshness.h"

#include <QCryptographicHash>
#include <QSet>

namespace muster {

namespace {

tl::unexpected<ApiError> notDeletable(const char *code, const QString &subject = {})
{
    return failure(ErrorKind::BadInput, code, subject);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

} // namespace

QString listFingerprint(const ContactListSummary &list)
{
    const ContactListFacts &facts = list.facts;
    QStringList told{list.id,
                     list.name,
                     QString::number(list.contactCount),
                     QString::number(int(facts.activity)),
                     QString::number(facts.valid),
                     QString::number(facts.invalid),
                     QString::number(facts.finalized),
                     QString::number(facts.callable),
                     QString::number(facts.retried),
                     timeText(facts.created),
                     timeText(facts.uploaded),
                     timeText(facts.changed),
                     facts.dialers ? QStringLiteral("told") : QString()};
    for (const Dialer &dialer : facts.dialers.value_or(QList<Dialer>()))
        told << dialer.id << dialer.name;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &one : std::as_const(told)) {
        const QByteArray bytes = one.toUtf8();
        hash.addData(QByteArray(QByteArray::number(bytes.size()) + ':')); // so that no two rows of texts spell the same
        hash.addData(bytes);
    }
    return QString::fromLatin1(hash.result().toHex());
}

PreviewedList previewed(const ContactListSummary &list)
{
    return {.id = list.id,
            .name = list.name,
            .contacts = list.contactCount,
            .lastUsed = list.facts.lastUsed(),
            .fingerprint = listFingerprint(list)};
}

QList<DeletionObstacle> ListDeletionGate::obstacles(const ContactListSummary &list, const DeletionLeave &leave)
{
    using enum DeletionObstacle;
    const ContactListFacts &facts = list.facts;
    QList<DeletionObstacle> found;
    if (facts.dialers && !facts.dialers->isEmpty())
        found.append(Assigned);
    if (facts.callable != 0 && !leave.uncalledToo)
        found.append(LeftToCall);
    if (facts.activity != ContactListFacts::Activity::Inactive && !leave.activeToo)
        found.append(Active);
    if (!facts.dialers || list.contactCount < 0)
        found.append(NotTold);
    return found;
}

qint64 ListDeletionGate::contactsOf(const QList<PreviewedList> &lists)
{
    qint64 contacts = 0;
    for (const PreviewedList &list : lists)
        contacts += list.contacts;
    return contacts;
}

QString ListDeletionGate::nameToType(const QList<PreviewedList> &lists, const QString &profileName)
{
    if (lists.size() != 1)
        return profileName.trimmed();
    const QString name = lists.first().name.trimmed();
    return name.isEmpty() ? lists.first().id : name;
}

Result<void> ListDeletionGate::confirmed(const QList<PreviewedList> &lists, const QString &profileName,
                                         std::optional<qint64> typedCount, const QString &typedName)
{
    if (typedCount && *typedCount != contactsOf(lists))
        return notDeletable("deletion_count_wrong");
    const QString typed = typedName.trimmed();
    if (!typed.isEmpty() && typed != nameToType(lists, profileName))
        return notDeletable("deletion_name_wrong");
    if (!typedCount)
        return notDeletable("deletion_count_missing");
    if (typed.isEmpty())
        return notDeletable("deletion_name");
    return {};
}

Result<void> ListDeletionGate::mayDelete(const QList<PreviewedList> &lists, const QDateTime &seenAt,
                                         const BelievableTime &now)
{
    if (lists.isEmpty())
        return notDeletable("deletion_nothing");
    if (lists.size() > mostLists)
        return notDeletable("deletion_too_many", QString::number(mostLists));
    QSet<QString> seen;
    for (const PreviewedList &list : lists) {
        if (seen.contains(list.id))
            return notDeletable("deletion_twice", list.name);
        seen.insert(list.id);
    }
    switch (freshnessOf(seenAt, maxAge, now)) {
    case Freshness::Fresh:
        return {};
    case Freshness::Stale:
        return notDeletable("deletion_stale");
    case Freshness::Doubtful:
        return notDeletable("plan_clock_doubtful");
    }
    Q_UNREACHABLE();
}

} // namespace muster
