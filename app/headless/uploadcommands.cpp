// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/uploadcommands.h"

#include "app/headless/listcommands.h"
#include "models/runs/detach.h"
#include "models/store/auditlog.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/listindextexts.h"
#include "models/text/plaintext.h"
#include "models/text/uploadtexts.h"

#include <QCoro/QCoroFuture>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocale>
#include <QtConcurrent>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr int checkingGap = 500; // milliseconds
constexpr qint64 mebibyte = 1024 * 1024;

QJsonObject countObject(const ReconciledCount &count)
{
    return {{u"count"_s, keyOf(count.count)},
            {u"expected_least"_s, count.least},
            {u"expected_most"_s, count.most},
            {u"told"_s, count.told < 0 ? QJsonValue() : QJsonValue(count.told)},
            {u"result"_s, keyOf(count.match)},
            {u"difference"_s, count.match == UploadMatch::NotTold ? QJsonValue() : QJsonValue(count.difference())}};
}

} // namespace

void UploadCheckCommand::start()
{
    const auto asked = wanted();
    if (!asked)
        return fail(asked.error(), ExitRefused);
    // What it writes is an entry of the history.
    if (workspace().isReadOnly() && (asked->copy || !asked->report.isEmpty()))
        return fail(workspace().writeRefusal(), ExitRefused);
    // This object lives until done(), which is the last that the task says.
    detach(work(*asked), this,
           [](UploadCheckCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

Result<UploadCheckCommand::Wanted> UploadCheckCommand::wanted() const
{
    const UploadOptions &options = commandLine().uploadOptions;
    Wanted wanted{.check = {.file = absolute(options.file),
                            .columns = {.id = options.idColumn, .phones = options.phoneColumns},
                            .defaultRegion = options.defaultRegion,
                            .digitsAreInternational = options.digitsAreInternational,
                            .folder = QDir::tempPath()},
                  .copy = {},
                  .report = absolute(options.report)};
    if (!options.encoding.isEmpty()) {
        wanted.check.encoding = valueOf<SourceEncoding>(options.encoding);
        if (!wanted.check.encoding)
            return refusal("unknown_encoding", options.encoding);
    }
    if (wanted.report == wanted.check.file)
        return refusal("upload_over_input", wanted.report);
    if (!wanted.report.isEmpty() && !options.overwrite && QFileInfo::exists(wanted.report))
        return failure(ErrorKind::File, "exists", wanted.report);
    if (options.out.isEmpty())
        return wanted;
    if (!QFileInfo(options.out).isDir())
        return failure(ErrorKind::File, "not_found", absolute(options.out));
    UploadCopyOrder copy{.folder = absolute(options.out), .rejects = !options.keepAll};
    copy.rowsPerFile = options.rows.value_or(copy.rowsPerFile);
    const qint64 most = copy.bytesPerFile / mebibyte;
    if (options.size && (*options.size < 1 || *options.size > most))
        return refusal("upload_copy_size", QString::number(*options.size));
    if (copy.rowsPerFile < 1 || copy.rowsPerFile > UploadLimits().rows)
        return refusal("upload_copy_size", QString::number(copy.rowsPerFile));
    copy.bytesPerFile = options.size ? *options.size * mebibyte : copy.bytesPerFile;
    wanted.copy = copy;
    return wanted;
}

QCoro::Task<void> UploadCheckCommand::work(Wanted wanted)
{
    Done done;
    done.report.program = QStringLiteral("Muster " MUSTER_VERSION);
    // Words are made here: translations belong to this thread.
    done.report.sentences = uploadRuleTexts();
    done.report.further = uploadFurtherText();
    const QFuture<Result<Done>> checking
        = QtConcurrent::run([this, wanted, done, stop = m_stop.get_token()] { return check(wanted, done, stop); });
    const Result<Done> result = co_await checking;
    console().endProgress();
    if (!result) {
        fail(result.error(), fileWorkExitCode(result.error()));
        co_return;
    }
    show(wanted, *result);
    QJsonObject object = uploadReportObject(result->report);
    object.insert(u"outcome"_s, u"complete"_s);
    if (!wanted.report.isEmpty())
        object.insert(u"report"_s, QJsonObject{{u"file"_s, wanted.report}, {u"history_entry"_s, result->entry}});
    complete(object);
}

Result<UploadCheckCommand::Done> UploadCheckCommand::check(const Wanted &wanted, Done done, const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    const auto progress = [this, &clock](double share) {
        if (clock.elapsed() < checkingGap)
            return;
        clock.restart();
        QMetaObject::invokeMethod(
            this, [this, share] { console().progress(tr("Checking: %1").arg(percentText(share))); },
            Qt::QueuedConnection);
    };
    TRY(checked, UploadCheck::run(wanted.check, progress, stop));
    done.report.check = *checked;
    if (wanted.copy) {
        TRY(copy, writeUploadCopy(**checked, *wanted.copy, workspace().audit(), progress, stop));
        done.report.copy = *std::move(copy);
    }
    if (!wanted.report.isEmpty()) {
        const Existing existing = commandLine().uploadOptions.overwrite ? Existing::Replace : Existing::Refuse;
        TRY(entry, saveUploadReport(done.report, wanted.report, existing, workspace().audit(), stop));
        done.entry = *entry;
    }
    return done;
}

void UploadCheckCommand::show(const Wanted &wanted, const Done &done) const
{
    const UploadCheck &check = *done.report.check;
    for (const QString &note : uploadNotes(check))
        console().note(note);
    console().line(uploadSummary(check));
    QList<QStringList> rows{{tr("RULE"), tr("FINDINGS"), tr("FIRST ROW"), tr("COLUMN"), tr("SOURCE"), tr("COPY")}};
    for (const bool breaks : {true, false}) {
        for (const auto &[rule, key] : keyTable<UploadRule>) {
            const UploadRuleFacts facts = factsOf(rule);
            if (check.count(rule) == 0 || facts.breaks != breaks)
                continue;
            const UploadFinding &first = check.first(rule).constFirst();
            rows.append({uploadRuleTitle(rule), numberText(check.count(rule)),
                         first.row == 0 ? QString() : numberText(first.row), uploadColumnText(check, first),
                         uploadOriginText(facts.origin), uploadMendText(facts.mend)});
        }
    }
    console().list(rows, tr("No rule found anything. The file can be uploaded as it is."), {1, 2});
    if (done.report.copy) {
        console().line(tr("Copy saved to %1. %2").arg(wanted.copy->folder, uploadCopyText(*done.report.copy)));
    }
    if (!wanted.report.isEmpty()) {
        console().line(tr("Report saved to %1; its digest is in entry %2 of the history.")
                           .arg(wanted.report, QString::number(done.entry)));
    }
}

void UploadReconcileCommand::start()
{
    const auto report = UploadReport::read(absolute(commandLine().uploadOptions.file));
    if (!report)
        return fail(report.error(), ExitRefused);
    const auto session = openTenant(Job::ListSanitising);
    if (!session)
        return fail(session.error(), ExitRefused);
    connect(*session, &TenantSession::contactListsLoaded, this,
            [this, report = *report](const QList<ContactListSummary> &lists) { compare(report, lists); });
    connect(*session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    (*session)->requestContactLists();
}

void UploadReconcileCommand::compare(const UploadReport &report, const QList<ContactListSummary> &lists)
{
    const auto list = listFrom(lists, commandLine().uploadOptions.list);
    if (!list)
        return fail(list.error(), ExitRefused);
    const UploadReconciliation reconciliation = UploadReconciliation::of(report, *list);
    QList<QStringList> rows{{tr("COUNT"), tr("EXPECTED"), tr("IN THE TENANT"), tr("RESULT")}};
    QJsonArray counts;
    for (const ReconciledCount &count : reconciliation.counts) {
        rows.append({uploadCountText(count.count), uploadExpectedText(count), listCountText(count.told),
                     uploadMatchText(count)});
        counts.append(countObject(count));
    }
    console().table(rows, {1, 2});
    console().line(uploadReconciliationText(reconciliation, list->name));
    const QString outcome = reconciliation.isAsExpected() ? u"as_expected"_s
        : reconciliation.isOpen()                         ? u"not_as_expected"_s
                                                          : u"possible"_s;
    finish({{u"outcome"_s, outcome},
            {u"file"_s, report.file},
            {u"list"_s, QJsonObject{{u"id"_s, list->id}, {u"name"_s, list->name}}},
            {u"no_upload_since_check"_s, reconciliation.isEarlier},
            {u"counts"_s, counts}},
           reconciliation.isOpen() ? ExitFailed : ExitComplete);
}

} // namespace muster
