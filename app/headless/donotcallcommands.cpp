// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/donotcallcommands.h"

#include "app/headless/followingcommand.h"
#include "models/runs/detach.h"
#include "models/runs/donotcall/donotcallcheckrun.h"
#include "models/runs/donotcall/donotcallgroups.h"
#include "models/sources/inputbytes.h"
#include "models/store/durablefile.h"
#include "models/text/donotcalltexts.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/runeventtexts.h"
#include "models/text/runtexts.h"
#include "network/wire/mapped.h"

#include <QCoro/QCoroFuture>
#include <QJsonArray>
#include <QtConcurrent>
#include <unistd.h>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 lineIntervalMs = 2000;

QJsonValue utcOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonArray skillsArray(const QList<Dialer> &skills)
{
    QJsonArray array;
    for (const Dialer &skill : skills)
        array.append(QJsonObject{{u"id"_s, skill.id}, {u"name"_s, skill.name}});
    return array;
}

QJsonObject groupObject(const DoNotCallGroupFacts &facts)
{
    QJsonObject object{{u"id"_s, facts.group.id},
                       {u"name"_s, facts.group.name},
                       {u"active"_s, facts.group.isActive},
                       {u"records"_s, facts.group.numbers < 0 ? QJsonValue() : QJsonValue(facts.group.numbers)},
                       {u"changed"_s, utcOrNull(facts.group.changed)},
                       {u"contributing"_s, facts.fault ? QJsonValue() : skillsArray(facts.contributing)},
                       {u"honoring"_s, facts.fault ? QJsonValue() : skillsArray(facts.scrubbed)}};
    if (facts.fault)
        object.insert(u"error"_s, errorObject(*facts.fault));
    return object;
}

QJsonObject entryObject(const JudgedEntry &one)
{
    return {{u"group_id"_s, one.entry.groupId},
            {u"group"_s, one.entry.groupName},
            {u"effect"_s, entryForceKey(one.force)},
            {u"since"_s, utcOrNull(one.entry.collected)},
            {u"until"_s, utcOrNull(one.entry.expires)},
            {u"until_readable"_s, one.entry.isEndClear},
            {u"changed"_s, utcOrNull(one.entry.changed)},
            {u"contributing"_s, QJsonArray::fromStringList(one.contributing)},
            {u"honoring"_s, QJsonArray::fromStringList(one.scrubbed)}};
}

QJsonObject numberObject(const CheckedNumber &checked)
{
    QJsonArray entries;
    for (const JudgedEntry &one : checked.verdict->entries)
        entries.append(entryObject(one));
    QJsonObject object{
        {u"line"_s, checked.asked.line},
        {u"number"_s, checked.asked.isReadable() ? QJsonValue(askedNumberText(checked.asked)) : QJsonValue()},
        {u"status"_s, doNotCallStandingKey(checked.verdict->standing)},
        {u"entries"_s, entries},
        {u"reason"_s, checkedReasonText(checked)}};
    if (checked.verdict->fault)
        object.insert(u"error"_s, errorObject(*checked.verdict->fault));
    return object;
}

QList<CheckedNumber> rowsOf(const DoNotCallCheckRun &run)
{
    QList<CheckedNumber> rows;
    for (qsizetype row = 0; row < run.verdicts().size(); ++row)
        rows.append({run.numbers().rows.at(row), run.verdicts().at(row)});
    return rows;
}

} // namespace

void DoNotCallGroupsCommand::start()
{
    const auto session = openTenant(Job::DoNotCall);
    if (!session)
        return fail(session.error(), ExitRefused);
    auto *groups = new DoNotCallGroups(**session, this);
    connect(groups, &DoNotCallGroups::loaded, this, &DoNotCallGroupsCommand::show);
    connect(groups, &DoNotCallGroups::failed, this, [this](const ApiError &error) { fail(error, ExitFailed); });
    groups->request();
}

void DoNotCallGroupsCommand::show(const QList<DoNotCallGroupFacts> &groups)
{
    QList<QStringList> rows{
        {tr("ID"), tr("GROUP"), tr("RECORDS"), tr("STATUS"), tr("CONTRIBUTING"), tr("HONORED BY"), tr("NOTE")}};
    QJsonArray array;
    const auto names = [](const QList<Dialer> &skills) { return mapped(skills, &Dialer::name).join(u", "_s); };
    for (const DoNotCallGroupFacts &facts : groups) {
        rows.append({facts.group.id, facts.group.name, groupRecordsText(facts.group), groupActivityText(facts.group),
                     names(facts.contributing), names(facts.scrubbed), groupNoteText(facts)});
        array.append(groupObject(facts));
    }
    console().list(rows, tr("The tenant has no do-not-call groups."), {2});
    const bool isWhole = std::ranges::none_of(groups, [](const auto &facts) { return facts.fault.has_value(); });
    finish({{u"groups"_s, array}, {u"outcome"_s, isWhole ? u"complete"_s : u"failed"_s}},
           isWhole ? ExitComplete : ExitFailed);
}

void DoNotCallCheckCommand::start()
{
    const DoNotCallOptions &options = commandLine().doNotCallOptions;
    if (options.file == u"-" && isatty(STDIN_FILENO) == 1)
        console().note(tr("Enter numbers, one per line, and end with Ctrl+D."));
    if (const QString out = absolute(options.out); !out.isEmpty() && !options.overwrite && QFileInfo::exists(out))
        return fail(fault(ErrorKind::File, "exists", out), ExitRefused);
    const auto session = openTenant(Job::DoNotCall);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_sinceLine.start();
    // This object lives until done(), which is the last that the task says.
    detach(work(*session), this,
           [](DoNotCallCheckCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
}

QCoro::Task<void> DoNotCallCheckCommand::work(TenantSession *session)
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
    const auto run = startDoNotCallCheck(workspace(), *session,
                                         {.text = *text,
                                          .region = options.defaultRegion,
                                          .title = file == u"-" ? tr("Standard input") : QFileInfo(file).fileName()});
    if (run)
        follow(*run);
    else
        fail(run.error(), ExitRefused);
}

void DoNotCallCheckCommand::follow(DoNotCallCheckRun *run)
{
    m_run = run;
    connect(run, &Run::eventAdded, this, [this](const RunEvent &event) { console().note(eventText(event)); });
    connect(run, &Run::metricsChanged, this, [this, run](const RunMetrics &metrics) {
        if (run->outcome() || (!console().hasTerminal() && m_sinceLine.elapsed() < lineIntervalMs))
            return;
        m_sinceLine.restart();
        console().progress(liveText(run->state(), metrics));
    });
    connect(run, &Run::finished, this, [this, run] {
        detach(conclude(run), this,
               [](DoNotCallCheckCommand *self, const ApiError &thrown) { self->fail(thrown, ExitFailed); });
    });
}

QCoro::Task<void> DoNotCallCheckCommand::conclude(DoNotCallCheckRun *run)
{
    console().endProgress();
    const RunOutcome outcome = *run->outcome();
    const QList<CheckedNumber> numbers = rowsOf(*run);
    if (numbers.isEmpty() && outcome.error) {
        fail(*outcome.error, RunFollower::exitCodeFor(outcome));
        co_return;
    }
    const qint64 repeated = run->numbers().repeated;
    QJsonArray array;
    for (const CheckedNumber &number : numbers)
        array.append(numberObject(number));
    QJsonObject object{{u"outcome"_s, outcomeKey(outcome.kind)},
                       {u"numbers"_s, array},
                       {u"repeated"_s, repeated},
                       {u"run"_s, run->id()}};
    int exitCode = RunFollower::exitCodeFor(outcome);
    show(numbers, repeated);
    if (outcome.error) {
        object.insert(u"error"_s, errorObject(*outcome.error));
        for (const QString &line : errorLines(*outcome.error))
            console().error(line);
    }
    const DoNotCallOptions &options = commandLine().doNotCallOptions;
    if (const QString out = absolute(options.out); !out.isEmpty()) {
        CsvRows rows = checkedNumbersCsv(numbers);
        const WrittenFile file{out, TextProfile::Spreadsheets, rows.formulaCells()};
        const QFuture<Result<void>> writing = QtConcurrent::run([out, csv = rows.take(), replace = options.overwrite] {
            return writeFileDurably(out, csv, replace ? Existing::Replace : Existing::Refuse);
        });
        const Result<void> written = co_await writing;
        if (written) {
            object.insert(u"file"_s, out);
            console().note(withFormulaCells(tr("Answers saved to %1.").arg(out), file));
        } else {
            exitCode = exitCode == ExitComplete ? int(ExitFailed) : exitCode;
            object.insert(u"file_error"_s, errorObject(written.error()));
            console().error(errorSentence(written.error()));
        }
    }
    finish(object, exitCode);
}

void DoNotCallCheckCommand::show(const QList<CheckedNumber> &numbers, qint64 repeated)
{
    QList<QStringList> rows{{tr("LINE"), tr("NUMBER"), tr("STATUS"), tr("GROUPS"), tr("SINCE"), tr("UNTIL"),
                             tr("CONTRIBUTING"), tr("HONORED BY"), tr("WHY")}};
    for (const CheckedNumber &number : numbers) {
        const DoNotCallVerdict &verdict = *number.verdict;
        rows.append({QString::number(number.asked.line), askedNumberText(number.asked), checkedNumberText(number),
                     entryGroupsText(verdict), entrySinceText(verdict), entryUntilText(verdict),
                     entryContributingText(verdict), entryHonoringText(verdict), checkedReasonText(number)});
    }
    console().table(rows, {0});
    console().note(checkSummaryText(numbers, repeated));
}

void DoNotCallCheckCommand::interrupt()
{
    m_stop.request_stop();
    if (m_run)
        m_run->cancel();
}

void DoNotCallCheckCommand::terminate()
{
    interrupt(); // there is nothing to resume
}

} // namespace muster
