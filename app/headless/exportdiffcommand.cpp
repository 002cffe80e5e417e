// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/exportdiffcommand.h"

#include "models/exportdiff/exportchanges.h"
#include "models/runs/detach.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/text/exportdifftexts.h"
#include "models/text/exporttexts.h"

#include <QCoro/QCoroFuture>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocale>
#include <QtConcurrent>

namespace muster {

namespace {

constexpr int comparingGap = 500; // milliseconds

} // namespace

void ExportDiffCommand::start()
{
    const ExportDiffOptions &options = commandLine().exportDiffOptions;
    // Found now and not when all has been read. What is written is an entry of the history.
    if (!options.changesOnly.isEmpty() && workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    if (const QString out = absolute(options.changesOnly);
        !out.isEmpty() && !options.overwrite && QFileInfo::exists(out))
        return fail(fault(ErrorKind::File, "exists", out), ExitRefused);
    // This object lives until done(), which is the last that the task says.
    detach(work(), this, [](ExportDiffCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> ExportDiffCommand::work()
{
    const QFuture<Result<Compared>> comparing
        = QtConcurrent::run([this, stop = m_stop.get_token()] { return compare(stop); });
    const Result<Compared> result = co_await comparing;
    console().endProgress();
    if (!result) {
        fail(result.error(), fileWorkExitCode(result.error()));
        co_return;
    }
    show(*result);
    complete(object(*result));
}

Result<ExportDiffCommand::Compared> ExportDiffCommand::compare(const std::stop_token &stop)
{
    const ExportDiffOptions &options = commandLine().exportDiffOptions;
    QElapsedTimer clock;
    clock.start();
    const auto progress = [this, &clock](double share) {
        if (clock.elapsed() < comparingGap)
            return;
        clock.restart();
        QMetaObject::invokeMethod(
            this, [this, share] { console().progress(tr("Comparing: %1").arg(percentText(share))); },
            Qt::QueuedConnection);
    };
    TRY(diff,
        ExportDiff::compare({absolute(options.older), absolute(options.newer), options.key, QDir::tempPath()}, progress,
                            stop));
    Compared compared{*diff, std::nullopt};
    if (!options.changesOnly.isEmpty()) {
        TRY(written,
            writeExportChanges(**diff, absolute(options.changesOnly),
                               options.overwrite ? Existing::Replace : Existing::Refuse, workspace().audit(), stop));
        compared.changes = *std::move(written);
    }
    return compared;
}

void ExportDiffCommand::show(const Compared &compared) const
{
    const QLocale locale;
    const ExportDiff &diff = *compared.diff;
    for (const QString &note : exportDiffNotes(diff))
        console().note(note);
    console().table({{tr("Older"), locale.toString(diff.olderRows)},
                     {tr("Newer"), locale.toString(diff.newerRows)},
                     {tr("Unchanged"), locale.toString(diff.unchanged)},
                     {rowChangeText(RowChange::Changed), locale.toString(diff.count(RowChange::Changed))},
                     {rowChangeText(RowChange::Joined), locale.toString(diff.count(RowChange::Joined))},
                     {rowChangeText(RowChange::Left), locale.toString(diff.count(RowChange::Left))}},
                    {1});
    QList<QStringList> rows{{tr("COLUMN"), tr("CHANGED")}};
    for (qsizetype at = 0; at < diff.compared.size(); ++at) {
        if (diff.changedValues[at] > 0)
            rows.append({diff.compared[at], locale.toString(diff.changedValues[at])});
    }
    if (rows.size() > 1) {
        console().line({});
        console().table(rows, {1});
    }
    if (compared.changes)
        console().line(withFormulaCells(tr("Changes saved to %1.").arg(compared.changes->name), *compared.changes));
}

QJsonObject ExportDiffCommand::object(const Compared &compared) const
{
    const ExportDiff &diff = *compared.diff;
    const auto file = [](const ExportFile &file, qint64 rows) {
        return QJsonObject{{QStringLiteral("file"), file.path},
                           {QStringLiteral("sha256"), file.sha256},
                           {QStringLiteral("rows"), rows},
                           {QStringLiteral("proven"), file.hasManifest}};
    };
    QJsonArray columns;
    for (qsizetype at = 0; at < diff.compared.size(); ++at) {
        columns.append(QJsonObject{{QStringLiteral("name"), diff.compared[at]},
                                   {QStringLiteral("changed"), diff.changedValues[at]}});
    }
    QJsonObject object{
        {QStringLiteral("outcome"), QStringLiteral("complete")},
        {QStringLiteral("same"), diff.isSame()},
        {QStringLiteral("key"), diff.key},
        {QStringLiteral("older"), file(diff.older, diff.olderRows)},
        {QStringLiteral("newer"), file(diff.newer, diff.newerRows)},
        {QStringLiteral("unchanged"), diff.unchanged},
        {QStringLiteral("columns"), columns},
        {QStringLiteral("columns_not_compared"),
         QJsonObject{{QStringLiteral("older"), QJsonArray::fromStringList(diff.onlyOlder)},
                     {QStringLiteral("newer"), QJsonArray::fromStringList(diff.onlyNewer)}}},
    };
    for (const RowChange change : allRowChanges)
        object.insert(keyOf(change), diff.count(change));
    if (compared.changes) {
        object.insert(QStringLiteral("changes_file"), compared.changes->name);
        object.insert(QStringLiteral("formula_cells"), compared.changes->formulaCells);
    }
    return object;
}

} // namespace muster
