// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/runcommands.h"

#include "models/runs/run.h"
#include "models/runs/runkinds.h"
#include "models/runs/runmanager.h"
#include "models/store/journal.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"

#include <QJsonArray>
#include <QLocale>

namespace muster {

void RunsListCommand::start()
{
    const QLocale locale;
    QList<QStringList> rows{
        {tr("RUN"), tr("TITLE"), tr("TENANT"), tr("RECORDS"), tr("STOPPED"), tr("REASON"), tr("TARGET")}};
    QJsonArray array;
    for (const ResumableRun &run : workspace().runs().resumable()) {
        const QString why = run.crashed ? tr("Muster quit")
            : run.resumeAt              ? tr("throttled until %1").arg(run.resumeAt->toString(Qt::ISODate))
            : run.reasonKey.isEmpty()   ? outcomeKey(run.ended)
                                        : errorKeyText(run.reasonKey);
        const QString tenant = run.environment ? tenantText(run.profileName, *run.environment) : run.profileName;
        rows.append({run.id, run.title, tenant, locale.toString(run.records), run.stoppedAt.toString(Qt::ISODate), why,
                     run.target});
        const bool isExport = run.kind == RunKind::SegmentExport;
        QJsonObject object{{QStringLiteral("run_id"), run.id},
                           {QStringLiteral("kind"), runKindKey(run.kind)},
                           {QStringLiteral("title"), run.title},
                           {QStringLiteral("profile"), run.profileName},
                           {QStringLiteral("records"), run.records},
                           {QStringLiteral("stopped_at"), run.stoppedAt.toString(Qt::ISODate)},
                           {QStringLiteral("outcome"), outcomeKey(run.ended)},
                           {QStringLiteral("crashed"), run.crashed},
                           {QStringLiteral("reason"), run.reasonKey},
                           {isExport ? QStringLiteral("output_file") : QStringLiteral("target"), run.target}};
        if (run.environment)
            object.insert(QStringLiteral("environment"), environmentKey(*run.environment));
        if (run.resumeAt)
            object.insert(QStringLiteral("resume_at"), run.resumeAt->toString(Qt::ISODate));
        array.append(object);
    }
    console().list(rows, tr("No runs to resume."), {3});
    complete({{QStringLiteral("runs"), array}});
}

void ResumeCommand::start()
{
    const QString id = commandLine().subject;
    const auto entry = workspace().journal().find(id);
    if (!entry)
        return fail(entry.error(), ExitFailed);
    if (!*entry) {
        return fail({.kind = ErrorKind::BadInput, .code = QStringLiteral("unknown_run"), .subject = id}, ExitRefused);
    }
    const auto session = openTenant((*entry)->profileId, (*entry)->profileName);
    if (!session)
        return fail(session.error(), ExitRefused);
    const RunMaker *const maker = runMaker((*entry)->kind);
    if (maker != nullptr && !maker->onlyReads(**entry) && (*session)->isLookOnly())
        return fail(lookOnlyRefusal((*session)->profile().name), ExitRefused);
    follow(workspace().runs().resume(**session, id, commandLine().ifRecalculated));
}

void RunsDiscardCommand::start()
{
    const QString id = commandLine().subject;
    connect(&workspace().runs(), &RunManager::discarded, this,
            [this](const QString &, const std::optional<ApiError> &error) { show(error); });
    if (const auto discarding = workspace().runs().discard(id); !discarding)
        fail(discarding.error(), ExitRefused);
}

void RunsDiscardCommand::show(const std::optional<ApiError> &error)
{
    if (error)
        return fail(*error, ExitRefused);
    const QString id = commandLine().subject;
    console().line(tr("Run %1 is discarded; anything it left unfinished is deleted.").arg(id));
    complete({{QStringLiteral("outcome"), QStringLiteral("discarded")}, {QStringLiteral("run_id"), id}});
}

} // namespace muster
