// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/auditcommands.h"

#include "models/store/auditlog.h"
#include "models/store/auditsubjects.h"
#include "models/text/audittexts.h"

#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>

namespace muster {

namespace {

/// The newest `most` entries; of those about `interaction`, where that is not empty. Oldest first.
Result<QList<AuditEntry>> newestEntries(const AuditLog &log, const QString &interaction, qint64 most)
{
    QString digest;
    if (!interaction.isEmpty()) {
        TRY(key, AuditSubjects(log.file()).find());
        if (key->isEmpty())
            return QList<AuditEntry>(); // there is nothing that could be found
        digest = AuditSubjects::digest(*key, interaction);
    }
    constexpr qint64 window = 10'000;
    QList<AuditEntry> found;
    for (qint64 end = log.count(); end > 0 && found.size() < most; end -= window) {
        const qint64 first = std::max<qint64>(1, end - window + 1);
        auto entries = log.read(first, end - first + 1);
        if (!entries)
            return entries;
        if (!digest.isEmpty())
            entries->removeIf(
                [&](const AuditEntry &entry) { return entry.facts[u"interaction"].toString() != digest; });
        found = *entries + found;
    }
    return found.last(std::min<qsizetype>(found.size(), most));
}

} // namespace

void AuditListCommand::start()
{
    const qint64 total = workspace().audit().count();
    const auto entries = newestEntries(workspace().audit(), commandLine().subject, commandLine().count);
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
        console().line(total == 0 ? tr("The history is empty.") : tr("The history tells of no such interaction."));
    console().table(rows, {0});
    complete({{QStringLiteral("entries"), array}, {QStringLiteral("total"), total}});
}

void AuditForgetCommand::start()
{
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    AuditLog &log = workspace().audit();
    // The entry first: what cannot be told of is not done (S35).
    if (const auto told = log.append(QStringLiteral("audit.ids_forgotten"), {}, {}); !told)
        return fail(told.error(), ExitFailed);
    if (const auto forgotten = AuditSubjects(log.file()).forget(); !forgotten)
        return fail(forgotten.error(), ExitFailed);
    console().line(tr("No interaction can be found in the history by its id any more."));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")}});
}

void AuditVerifyCommand::start()
{
    const QString file = commandLine().subject;
    const QString checkpoint = commandLine().checkpoint;
    const AuditVerdict verdict = file.isEmpty() && checkpoint.isEmpty()
        ? workspace().audit().verify()
        : AuditLog::verifyFile(file.isEmpty() ? workspace().audit().file() : file, {0, checkpoint});
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
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")}, {QStringLiteral("output_file"), file}});
}

} // namespace muster
