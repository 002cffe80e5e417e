// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/auditcommands.h"

#include "models/store/auditlog.h"
#include "models/text/audittexts.h"

#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>

namespace muster {

void AuditListCommand::start()
{
    const qint64 total = workspace().audit().count();
    const qint64 count = std::min<qint64>(total, commandLine().count);
    const auto entries = workspace().audit().read(total - count + 1, count);
    if (!entries)
        return fail(entries.error(), ExitFailed);
    QList<QStringList> rows;
    QJsonArray array;
    for (const AuditEntry &entry : *entries) {
        rows.append({QString::number(entry.sequence), entry.at.toString(Qt::ISODate), entry.actor,
                     auditEventText(entry.event), auditFactsText(entry)});
        array.append(QJsonObject{{QStringLiteral("sequence"), entry.sequence},
                                 {QStringLiteral("at"), entry.at.toString(Qt::ISODateWithMs)},
                                 {QStringLiteral("event"), entry.event},
                                 {QStringLiteral("run_id"), entry.runId},
                                 {QStringLiteral("actor"), entry.actor},
                                 {QStringLiteral("facts"), entry.facts},
                                 {QStringLiteral("digest"), entry.digest}});
    }
    if (rows.isEmpty())
        console().line(tr("The history is empty."));
    for (const QString &line : alignedTable(rows, {0}))
        console().line(line);
    console().json({{QStringLiteral("entries"), array}, {QStringLiteral("total"), total}});
    Q_EMIT done(ExitComplete);
}

void AuditVerifyCommand::start()
{
    const QString file = commandLine().subject;
    const QString checkpoint = commandLine().checkpoint;
    const AuditVerdict verdict = file.isEmpty() && checkpoint.isEmpty()
        ? workspace().audit().verify()
        : AuditLog::verifyFile(file.isEmpty() ? workspace().audit().file() : file, checkpoint);
    console().line(auditVerdictText(verdict));
    console().json({{QStringLiteral("intact"), verdict.intact},
                    {QStringLiteral("entries"), verdict.entries},
                    {QStringLiteral("first_bad"), verdict.firstBad},
                    {QStringLiteral("reason"), verdict.reasonKey},
                    {QStringLiteral("head"), verdict.headDigest}});
    Q_EMIT done(verdict.intact ? ExitComplete : ExitFailed);
}

void AuditExportCommand::start()
{
    const QString file = QFileInfo(commandLine().subject).absoluteFilePath();
    if (const auto written = workspace().audit().exportTo(file); !written)
        return fail(written.error(), ExitFailed);
    console().line(tr("The history is in %1; keep %2 apart from it to prove it later.")
                       .arg(file, file + QLatin1String(".checkpoint")));
    console().json({{QStringLiteral("outcome"), QStringLiteral("complete")}, {QStringLiteral("output_file"), file}});
    Q_EMIT done(ExitComplete);
}

} // namespace muster
