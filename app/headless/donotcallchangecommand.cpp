// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/donotcallchangecommand.h"

#include "app/console.h"
#include "models/runs/detach.h"
#include "models/runs/donotcall/donotcallchangerun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/sources/inputbytes.h"
#include "models/store/journal.h"
#include "models/text/donotcallchangetexts.h"
#include "models/text/donotcalltexts.h"

#include <QCoro/QCoroFuture>
#include <QJsonArray>
#include <QtConcurrent>
#include <unistd.h>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

int exitCodeOfLook(const ApiError &error)
{
    if (error.kind == ErrorKind::Cancelled)
        return ExitCancelled;
    return error.kind == ErrorKind::BadInput || error.kind == ErrorKind::File || error.kind == ErrorKind::LimitExceeded
        ? ExitRefused
        : ExitFailed;
}

QJsonValue endOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject previewedObject(const PreviewedNumber &row, const DoNotCallAim &aim)
{
    return {{u"line"_s, row.asked.line},
            {u"number"_s, row.asked.isReadable() ? QJsonValue(askedNumberText(row.asked)) : QJsonValue()},
            {u"result"_s, QString(keyOf(row.outlook))},
            {u"until"_s, endOrNull(row.change.puts ? row.change.until : row.change.was)},
            {u"reason"_s, outlookReasonText(row, aim)}};
}

QJsonObject changePreviewObject(const DoNotCallPreview &preview)
{
    QJsonArray numbers;
    for (const PreviewedNumber &row : preview.rows)
        numbers.append(previewedObject(row, preview.aim));
    return {{u"act"_s, QString(keyOf(preview.aim.act))},
            {u"group"_s, preview.aim.groupId},
            {u"target_group"_s, preview.aim.targetId.isEmpty() ? QJsonValue() : QJsonValue(preview.aim.targetId)},
            {u"numbers"_s, numbers},
            {u"repeated"_s, preview.repeated},
            {u"to_change"_s, preview.changes().size()},
            {u"effects"_s, QJsonArray::fromStringList(changeEffectTexts(preview))}};
}

} // namespace

DoNotCallChangeCommand::DoNotCallChangeCommand(const HeadlessContext &context, DoNotCallAct act)
    : FollowingCommand(context)
    , m_act(act)
{
}

Result<QDate> DoNotCallChangeCommand::wantedDay() const
{
    const QString &text = commandLine().doNotCallOptions.until;
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (!text.isEmpty() && !day.isValid())
        return refusal("not_time", text);
    return day;
}

void DoNotCallChangeCommand::start()
{
    const DoNotCallOptions &options = commandLine().doNotCallOptions;
    const auto until = wantedDay();
    if (!until)
        return fail(until.error(), ExitRefused);
    if (options.file == u"-" && isatty(STDIN_FILENO) == 1)
        console().note(tr("Enter numbers, one per line, and end with Ctrl+D."));
    const auto session = openTenant(Job::DoNotCall);
    if (!session)
        return fail(session.error(), ExitRefused);
    if (!options.dryRun && (*session)->isLookOnly())
        return fail(lookOnlyRefusal((*session)->profile().name), ExitRefused);
    // This object lives until done(), which is the last that the task says.
    detach(work(*session, *until), this,
           [](DoNotCallChangeCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> DoNotCallChangeCommand::work(TenantSession *session, QDate until)
{
    const DoNotCallOptions &options = commandLine().doNotCallOptions;
    const QString file = options.file == u"-" ? options.file : absolute(options.file);
    const QFuture<Result<QByteArray>> reading = QtConcurrent::run(
        [file, stop = m_stop.get_token()] { return readInput(file, AskedNumbers::maxBytes, stop); });
    const Result<QByteArray> text = co_await reading;
    if (!text) {
        fail(text.error(), text.error().kind == ErrorKind::Cancelled ? ExitCancelled : ExitRefused);
        co_return;
    }
    const DoNotCallDraft draft{.act = m_act,
                               .group = options.group,
                               .target = options.target,
                               .until = until,
                               .text = *text,
                               .region = options.defaultRegion};
    const auto preview = co_await doNotCallPreview(session->connection(), draft, workspace().believableNow(), nullptr,
                                                   m_stop.get_token());
    if (!preview) {
        fail(preview.error(), exitCodeOfLook(preview.error()));
        co_return;
    }
    show(*preview);
    carryOut(*session, *preview);
}

void DoNotCallChangeCommand::show(const DoNotCallPreview &preview)
{
    QList<QStringList> rows{{tr("LINE"), tr("NUMBER"), tr("RESULT"), tr("WHY")}};
    for (const PreviewedNumber &row : preview.rows) {
        rows.append({QString::number(row.asked.line), askedNumberText(row.asked), outlookText(row.outlook),
                     outlookReasonText(row, preview.aim)});
    }
    if (commandLine().doNotCallOptions.dryRun)
        console().table(rows, {0});
    console().note(previewSummaryText(preview));
    for (const QString &effect : changeEffectTexts(preview))
        console().note(effect);
    console().note(changeLimitsText(preview.aim.act));
}

void DoNotCallChangeCommand::carryOut(TenantSession &session, const DoNotCallPreview &preview)
{
    const DoNotCallOptions &options = commandLine().doNotCallOptions;
    const QList<DoNotCallChange> changes = preview.changes();
    const qint64 count = changes.size();
    if (options.dryRun) {
        console().note(changeSentence(preview.aim, count));
        if (count > 0 && DoNotCallGate::asksCount(preview.aim.act, false))
            console().note(changeConfirmText(count));
        QJsonObject object = changePreviewObject(preview);
        object.insert(u"outcome"_s, u"complete"_s);
        return complete(object);
    }
    const auto may = DoNotCallGate::mayChange(count, preview.at, workspace().believableNow());
    if (!may)
        return fail(may.error(), ExitRefused);
    const auto confirmed = DoNotCallGate::confirmed(preview.aim.act, false, count, options.confirmCount);
    if (!confirmed)
        return fail(confirmed.error(), ExitRefused);
    console().note(changeSentence(preview.aim, count));
    follow(startDoNotCallChange(workspace().runs(), session,
                                {.aim = preview.aim,
                                 .changes = changes,
                                 .seenAt = preview.seenAt,
                                 .at = preview.at,
                                 .undoOf = {},
                                 .typedCount = options.confirmCount,
                                 .plainBackup = options.plainBackup}));
}

void DoNotCallChangeCommand::interrupt()
{
    m_stop.request_stop();
    FollowingCommand::interrupt();
}

void DoNotCallChangeCommand::terminate()
{
    m_stop.request_stop();
    FollowingCommand::terminate();
}

void DoNotCallUndoCommand::start()
{
    const DoNotCallOptions &options = commandLine().doNotCallOptions;
    const auto entry = workspace().journal().find(options.run);
    if (!entry)
        return fail(entry.error(), ExitFailed);
    if (!*entry)
        return fail(refusal("change_unknown", options.run).value(), ExitRefused);
    const auto session = openTenant((*entry)->profileId, (*entry)->profileName);
    if (!session)
        return fail(session.error(), ExitRefused);
    if (!options.dryRun && (*session)->isLookOnly())
        return fail(lookOnlyRefusal((*session)->profile().name), ExitRefused);
    detach(work(*session), this,
           [](DoNotCallUndoCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> DoNotCallUndoCommand::work(TenantSession *session)
{
    const DoNotCallOptions &options = commandLine().doNotCallOptions;
    const auto undo = co_await undoOf(workspace(), options.run, m_stop.get_token());
    if (!undo) {
        fail(undo.error(), exitCodeOfLook(undo.error()));
        co_return;
    }
    DoNotCallChangeOrder order = undo->orderOfUndo(workspace().believableNow().clock, options.run);
    console().note(undoSentence(order.aim, order.count));
    console().note(changeLimitsText(order.aim.act));
    if (options.dryRun) {
        console().note(changeConfirmText(order.count));
        complete({{u"outcome"_s, u"complete"_s}, {u"run"_s, options.run}, {u"to_change"_s, order.count}});
        co_return;
    }
    order.typedCount = options.confirmCount;
    order.plainBackup = options.plainBackup;
    follow(startDoNotCallChange(workspace().runs(), *session, std::move(order)));
}

void DoNotCallUndoCommand::interrupt()
{
    m_stop.request_stop();
    FollowingCommand::interrupt();
}

void DoNotCallUndoCommand::terminate()
{
    m_stop.request_stop();
    FollowingCommand::terminate();
}

} // namespace muster
