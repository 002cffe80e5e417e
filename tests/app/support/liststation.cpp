// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/liststation.h"

#include "tests/support/sandboxtruth.h"

#include <QJsonDocument>
#include <QSet>

namespace muster::test {

const QString &ListStation::leads()
{
    return SandboxList::all()[1].id;
}

bool ListStation::makePlan(const QStringList &more)
{
    const CommandResult preview
        = run(QStringList{QStringLiteral("lists"), QStringLiteral("sanitize"), leads(),
                          QStringLiteral("--default-region"), QStringLiteral("US"), QStringLiteral("--plan"), plan()}
              + more);
    if (preview.exitCode != 0)
        return false;
    for (const QByteArray &line : readFile(plan()).split('\n')) {
        const QJsonObject change = QJsonDocument::fromJson(line).object();
        const QByteArray id = change[QLatin1String("id")].toString().toLatin1();
        if (change[QLatin1String("action")] == QLatin1String("fix"))
            m_fixes.insert(id, change[QLatin1String("to")].toString().toLatin1());
        else if (change[QLatin1String("action")] == QLatin1String("purge"))
            m_purges.insert(id);
    }
    return fixes() > 0 && purges() > 0;
}

QStringList ListStation::applying(const QStringList &more) const
{
    return QStringList{QStringLiteral("lists"),           QStringLiteral("apply"),
                       QStringLiteral("--plan"),          plan(),
                       QStringLiteral("--confirm-count"), QString::number(purges()),
                       QStringLiteral("--plain-backup")} // there is no key store
    + more;
}

QList<SandboxListContact> ListStation::listTruth(const QString &list) const
{
    return const_cast<ListStation *>(this)->sandbox().listTruth(list);
}

ListStation::Numbers ListStation::numbersOf(const QList<SandboxListContact> &contacts)
{
    Numbers numbers;
    for (const SandboxListContact &contact : contacts)
        numbers.append({contact.id, contact.phone});
    return numbers;
}

ListStation::Numbers ListStation::before() const
{
    return numbersOf(sandboxListTruth(settings().seed, settings().contacts, leads()));
}

ListStation::Numbers ListStation::planned(bool withPurges) const
{
    Numbers numbers;
    for (const auto &[id, phone] : before()) {
        if (!withPurges || !m_purges.contains(id))
            numbers.append({id, m_fixes.value(id, phone)});
    }
    return numbers;
}

bool ListStation::deletesWereFair() const
{
    QSet<QByteArray> sinceReading;
    for (const SandboxRequest &request : const_cast<ListStation *>(this)->sandbox().requests()) {
        if (request.method == "GET" && request.path.contains("/contactlists/"))
            sinceReading.clear();
        // Who is throttled was told that nothing happened.
        if (request.method != "DELETE" || request.status == 429)
            continue;
        const QByteArray id = request.path.mid(request.path.lastIndexOf('/') + 1);
        if (!m_purges.contains(id) || sinceReading.contains(id))
            return false;
        sinceReading.insert(id);
    }
    return true;
}

} // namespace muster::test
