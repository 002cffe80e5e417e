// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/listdeletiontexts.h"

#include "models/text/amounttext.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct ListDeletionTexts
{
    Q_DECLARE_TR_FUNCTIONS(ListDeletionTexts)
};

QString obstacleText(DeletionObstacle obstacle)
{
    static constexpr WordRow<DeletionObstacle> rows[]{
        {DeletionObstacle::Assigned, QT_TRANSLATE_NOOP("ListDeletionTexts", "a skill uses it")},
        {DeletionObstacle::LeftToCall, QT_TRANSLATE_NOOP("ListDeletionTexts", "contacts still to be called")},
        {DeletionObstacle::Active, QT_TRANSLATE_NOOP("ListDeletionTexts", "active")},
        {DeletionObstacle::NotTold,
         QT_TRANSLATE_NOOP("ListDeletionTexts", "the tenant doesn’t show its size or its skills")},
    };
    return wordIn("ListDeletionTexts", rows, obstacle);
}

QString reasonText(ListDeletionReason reason)
{
    using enum ListDeletionReason;
    static constexpr WordRow<ListDeletionReason> rows[]{
        {None, ""},
        {InDoubt, QT_TRANSLATE_NOOP("ListDeletionTexts", "an earlier attempt had no effect")},
        {Assigned, QT_TRANSLATE_NOOP("ListDeletionTexts", "a skill uses it")},
        {Running, QT_TRANSLATE_NOOP("ListDeletionTexts", "a skill that uses it is running")},
        {LeftToCall, QT_TRANSLATE_NOOP("ListDeletionTexts", "contacts still to be called")},
        {Active, QT_TRANSLATE_NOOP("ListDeletionTexts", "active")},
        {NotTold, QT_TRANSLATE_NOOP("ListDeletionTexts", "the tenant doesn’t show its size or its skills")},
        {Used, QT_TRANSLATE_NOOP("ListDeletionTexts", "used since it was reviewed")},
        {Changed, QT_TRANSLATE_NOOP("ListDeletionTexts", "changed since it was reviewed")},
        {Uploading, QT_TRANSLATE_NOOP("ListDeletionTexts", "a file is being uploaded into it")},
        {CopyShort, QT_TRANSLATE_NOOP("ListDeletionTexts", "it could not be copied whole")},
        {CopyUnreadable, QT_TRANSLATE_NOOP("ListDeletionTexts", "a contact has an ID that can’t be copied")},
        {InUse, QT_TRANSLATE_NOOP("ListDeletionTexts", "the server says that it is in use")},
        {Refused, QT_TRANSLATE_NOOP("ListDeletionTexts", "the server refused")},
        {NotDone, QT_TRANSLATE_NOOP("ListDeletionTexts", "still there although the server accepted it")},
        {Lost, QT_TRANSLATE_NOOP("ListDeletionTexts", "the server’s answer was lost")},
    };
    return wordIn("ListDeletionTexts", rows, reason);
}

} // namespace

QString deletionObstaclesText(const QList<DeletionObstacle> &obstacles)
{
    return mapped(obstacles, obstacleText).join(QStringLiteral(", "));
}

QString deletionResultText(const ListDeletionResult &result)
{
    const QString reason = reasonText(result.reason);
    switch (result.state) {
    case UnitState::Applied:
        return ListDeletionTexts::tr("Deleted");
    case UnitState::Absent:
        return ListDeletionTexts::tr("Already gone");
    case UnitState::Skipped:
        return ListDeletionTexts::tr("Left alone: %1").arg(reason);
    case UnitState::Rejected:
        return ListDeletionTexts::tr("Refused: %1").arg(reason);
    case UnitState::Unknown:
    case UnitState::Accepted:
    case UnitState::Intent:
        return reason.isEmpty() ? ListDeletionTexts::tr("Not certain yet")
                                : ListDeletionTexts::tr("Not certain: %1").arg(reason);
    case UnitState::Planned:
        return reason.isEmpty() ? ListDeletionTexts::tr("Not deleted yet")
                                : ListDeletionTexts::tr("Not deleted yet: %1").arg(reason);
    }
    return {};
}

QString deletionPreviewText(qsizetype lists, qint64 contacts, qsizetype leftAlone)
{
    const QLocale locale;
    if (lists == 0)
        return ListDeletionTexts::tr("None of these lists can be deleted.");
    const QString deleted = ListDeletionTexts::tr("%1 lists will be deleted, with %2 contacts.", nullptr, pluralForm(lists))
                                .arg(locale.toString(lists), locale.toString(contacts));
    return leftAlone == 0
        ? deleted
        : QString(deleted % u' '
                  % ListDeletionTexts::tr("%1 others are left alone.", nullptr, pluralForm(leftAlone))
                        .arg(locale.toString(leftAlone)));
}

QString deletionConfirmText(const QList<PreviewedList> &lists, const QString &profileName)
{
    return ListDeletionTexts::tr("Confirm with the number of contacts, %1, and the name “%2”.")
        .arg(QLocale().toString(ListDeletionGate::contactsOf(lists)),
             visibleText(ListDeletionGate::nameToType(lists, profileName), 100));
}

QString republicationText(const AudiencePublishOrder &order)
{
    const QLocale locale;
    const qint64 left = order.count.leftOut();
    QStringList sentences{ListDeletionTexts::tr("%1 of %2 contacts go into the new list “%3”.")
                              .arg(locale.toString(order.count.taken), locale.toString(order.count.contacts),
                                   visibleText(order.list.name, 100))};
    if (left > 0)
        sentences << ListDeletionTexts::tr("%1 can’t be put into a list as they were and are left out.", nullptr,
                                           pluralForm(left))
                         .arg(locale.toString(left));
    sentences << ListDeletionTexts::tr("No skill is assigned, so no one is called. Call attempts, results and the "
                                       "old list’s skills don’t come back.");
    return sentences.join(u' ');
}

} // namespace muster
