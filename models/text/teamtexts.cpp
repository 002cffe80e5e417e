// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/teamtexts.h"

#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct TeamTexts
{
    Q_DECLARE_TR_FUNCTIONS(TeamTexts)
};

} // namespace

QString teamStatusText(const TeamStatus &status)
{
    const int behind = int(status.behind.value_or(0));
    switch (status.state) {
    case TeamStatus::State::Off:
        return TeamTexts::tr("No team database: history and runs stay on this computer.");
    case TeamStatus::State::Connecting:
        return TeamTexts::tr("Connecting to the team database…");
    case TeamStatus::State::UpToDate:
        return TeamTexts::tr("The team database has everything from this computer.");
    case TeamStatus::State::Behind:
        return behind > 0 ? TeamTexts::tr("%n entries are not in the team database yet.", nullptr, behind)
                          : TeamTexts::tr("The team database has all history entries.");
    case TeamStatus::State::Refused:
        break;
    }
    const QString why = status.reason ? errorSentence(*status.reason) : QString();
    if (behind == 0)
        return why;
    const QString missing = TeamTexts::tr("%n entries are not in the team database yet.", nullptr, behind);
    return why.isEmpty() ? missing : QString(missing + u' ' + why);
}

QString teamRightsText(const QStringList &excess)
{
    if (excess.isEmpty())
        return {};
    return TeamTexts::tr("The role can do more than read and append: %1. Anyone with its password can change what the "
                         "team sees. Ask the database owner to revoke these rights.")
        .arg(visibleText(excess.join(QLatin1String(", ")), 400));
}

QString teamUnreadableText(int count)
{
    return count == 0 ? QString()
                      : TeamTexts::tr("%n database records could not be read and were skipped.", nullptr, count);
}

QString teamSourceText(const TeamSource &source)
{
    const QString name = source.computer.isEmpty() ? source.machine : source.computer;
    return visibleText(name, 100);
}

} // namespace muster
