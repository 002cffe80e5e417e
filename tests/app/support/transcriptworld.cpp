// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/transcriptworld.h"

#include "tests/app/support/musterprocess.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace muster::test {

using namespace Qt::StringLiterals;

SandboxSettings transcriptWorld()
{
    SandboxSettings settings;
    settings.contacts = 10;
    settings.interactions = interactionCount;
    settings.jobTime = {};
    return settings;
}

bool isContractForm(const SandboxPersonal &personal)
{
    static const QRegularExpression form(
        QStringLiteral("^([\\w.-]+@[\\w.-]+|\\d{3}[-.]?\\d{3}[-.]?\\d{4}|\\d{3}-\\d{2}-\\d{4})$"));
    return form.match(personal.value).hasMatch();
}

QStringList plainIds(int count, int among)
{
    QStringList ids;
    const SandboxInteractions interactions(1, among);
    for (int number = 0; number < among && ids.size() < count; ++number) {
        const QList<SandboxPersonal> personal = interactions.transcript(number).personal;
        const bool plain = std::all_of(personal.begin(), personal.end(), [](const SandboxPersonal &one) {
            return one.entity == "email"_L1 && !one.inKey && one.value.contains(u'@')
                && !one.value.contains(QChar(char16_t(0x200b)));
        });
        if (plain)
            ids.append(SandboxInteractions::id(number));
    }
    return ids;
}

QStringList leaksBelow(const QString &folder, const QStringList &ids)
{
    const SandboxInteractions interactions(1, interactionCount);
    QStringList leaks;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString name = all.next();
        const QByteArray bytes = readFile(name);
        for (const QString &id : ids) {
            for (const SandboxPersonal &personal : interactions.transcript(interactions.indexOf(id)).personal) {
                if (isContractForm(personal) && bytes.contains(personal.value.toUtf8()))
                    leaks.append(name + ": "_L1 + personal.value);
            }
        }
    }
    return leaks;
}

QStringList fetch(const QString &out, const QStringList &more)
{
    return QStringList{u"transcripts"_s, u"fetch"_s, u"--out"_s, out} + more;
}

QJsonObject manifestIn(const QString &folder)
{
    return QJsonDocument::fromJson(readFile(folder + u"/manifest.json"_s)).object();
}

} // namespace muster::test
