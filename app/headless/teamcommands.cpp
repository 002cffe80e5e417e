// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/teamcommands.h"

#include "app/headless/runhistorycommands.h"
#include "models/runs/detach.h"
#include "models/store/appsettings.h"
#include "models/store/team/teamschema.h"
#include "models/text/audittexts.h"
#include "models/text/errortexts.h"
#include "models/text/recordtexts.h"
#include "models/text/teamtexts.h"

#include <QJsonArray>

namespace muster {

namespace {

QJsonObject sourceObject(const TeamSource &source)
{
    return {{QStringLiteral("id"), source.machine},
            {QStringLiteral("name"), source.computer},
            {QStringLiteral("role"), source.role}};
}

} // namespace

void TeamCommand::interrupt()
{
    m_stop.request_stop(); // what is under way at the database ends by itself, whole or not at all
    Q_EMIT done(ExitCancelled);
}

TeamPublisher &TeamCommand::team()
{
    TeamPublisher &team = workspace().team();
    if (!credentials().teamPassword.isEmpty())
        team.usePassword(credentials().teamPassword);
    return team;
}

void TeamCommand::failed(const ApiError &error)
{
    fail(error, error.kind == ErrorKind::BadInput ? ExitRefused : ExitFailed);
}

void TeamCommand::endPage(const QString &name, const QJsonArray &told, int unreadable, bool more)
{
    if (const QString skipped = teamUnreadableText(unreadable); !skipped.isEmpty())
        console().note(skipped);
    if (more)
        console().note(tr("More are available; use --limit and --until to show them."));
    complete({{name, told}, {QStringLiteral("unreadable"), unreadable}, {QStringLiteral("more"), more}});
}

QJsonObject TeamCommand::statusObject()
{
    const TeamStatus &status = workspace().team().status();
    const TeamSettings &settings = workspace().team().settings();
    QJsonObject object{{QStringLiteral("state"), keyOf(teamStateKeys, status.state)},
                       {QStringLiteral("behind"), status.behind ? QJsonValue(*status.behind) : QJsonValue()},
                       {QStringLiteral("excess_rights"), QJsonArray::fromStringList(status.excessRights)}};
    if (settings.isOn()) {
        object.insert(QStringLiteral("database"), settings.place());
        object.insert(QStringLiteral("user"), settings.user);
        object.insert(QStringLiteral("tls"), keyOf(teamTlsKeys, settings.tls));
        object.insert(QStringLiteral("computer"), settings.computerName());
    }
    return object;
}

void TeamStatusCommand::start()
{
    if (!team().settings().isOn()) {
        console().line(teamStatusText(team().status()));
        return complete(statusObject());
    }
    answerTo(this, stop(), [team = &team(), stop = stop()] { return team->look(stop); }, &TeamStatusCommand::tell);
}

void TeamStatusCommand::tell(const Result<void> &looked)
{
    if (!looked)
        return failed(looked.error());
    const TeamStatus &status = workspace().team().status();
    console().line(workspace().team().settings().place());
    console().line(teamStatusText(status));
    if (const QString rights = teamRightsText(status.excessRights); !rights.isEmpty())
        console().note(rights);
    QJsonObject object = statusObject();
    if (status.behind == 0)
        object.insert(QStringLiteral("state"), keyOf(teamStateKeys, TeamStatus::State::UpToDate));
    complete(object);
}

TeamSetCommand::TeamSetCommand(HeadlessContext context, Act act)
    : TeamCommand(context)
    , m_act(act)
{
}

void TeamSetCommand::start()
{
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    const TeamOptions &options = commandLine().teamOptions;
    TeamSettings settings; // of `leave`: none
    if (m_act == Act::Set) {
        settings = {.host = options.host,
                    .port = options.port,
                    .database = options.database,
                    .user = options.user,
                    .tls = valueOf(teamTlsKeys, options.tls).value_or(TeamTls::VerifyFull),
                    .caFile = absolute(options.caFile),
                    .computer = options.computer};
        if (const auto checked = settings.check(); !checked)
            return fail(checked.error(), ExitRefused);
    }
    const Secret &password = credentials().teamPassword;
    const bool keeps = m_act == Act::Set && !password.isEmpty();
    connect(&workspace().team(), &TeamPublisher::passwordKept, this, [this](bool kept) { conclude(kept); });
    const auto chosen = workspace().team().setSettings(settings, keeps ? std::optional(password) : std::nullopt);
    if (!chosen)
        return failed(chosen.error());
    if (!keeps)
        conclude(std::nullopt);
}

void TeamSetCommand::conclude(std::optional<bool> isPasswordKept)
{
    if (const auto saved = workspace().settings().save(); !saved)
        return fail(saved.error(), ExitFailed);
    const TeamSettings &settings = workspace().team().settings();
    console().line(settings.isOn()
                       ? tr("History is now sent to %1 as %2.").arg(settings.place(), settings.computerName())
                       : tr("History is no longer sent to a team database."));
    if (settings.isOn() && !isPasswordKept.value_or(settings.isSocket()))
        console().note(
            tr("The password isn’t saved: set TEAM_DATABASE_PASSWORD for each command, or enter it in the window."));
    QJsonObject object = statusObject();
    object.insert(QStringLiteral("password_kept"), isPasswordKept.value_or(false));
    complete(object);
}

void TeamPrepareCommand::start()
{
    const TeamOptions &options = commandLine().teamOptions;
    if (options.prints) {
        console().bytes(TeamSchema::script(options.role).toUtf8()) ? Q_EMIT done(ExitComplete)
                                                                   : Q_EMIT done(ExitFailed);
        return;
    }
    TeamSettings owner = workspace().team().settings();
    if (!owner.isOn())
        return failed(fault(ErrorKind::BadInput, "team_off"));
    owner.user = options.owner;
    const auto made = TeamDatabase::prepare(owner, credentials().teamPassword, options.role);
    if (!made)
        return failed(made.error());
    console().line(
        *made == TeamSchema::version
            ? tr("The tables in %1 already exist; the role %2 may read and append.").arg(owner.place(), options.role)
            : tr("The tables in %1 are ready; the role %2 may read and append.").arg(owner.place(), options.role));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")},
              {QStringLiteral("database"), owner.place()},
              {QStringLiteral("version_before"), *made},
              {QStringLiteral("version"), TeamSchema::version}});
}

void TeamSyncCommand::start()
{
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    answerTo(
        this, stop(), [team = &team(), stop = stop()] { return team->publish(stop); },
        [](TeamSyncCommand *self, const Result<void> &told) {
            if (!told)
                return self->failed(told.error());
            const TeamStatus &status = self->workspace().team().status();
            self->console().line(teamStatusText(status));
            if (const QString rights = teamRightsText(status.excessRights); !rights.isEmpty())
                self->console().note(rights);
            self->complete(self->statusObject());
        });
}

void TeamNewIdCommand::start()
{
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    const auto renewed = workspace().team().renewMachine();
    if (!renewed)
        return failed(renewed.error());
    console().line(tr("The team database now treats this data folder as another computer; its history is sent again."));
    complete({{QStringLiteral("outcome"), QStringLiteral("complete")}, {QStringLiteral("id"), *renewed}});
}

void TeamEntriesCommand::start()
{
    const AuditOptions &options = commandLine().auditOptions;
    // These are told by an entry's run or by a key of this computer, which only its own file has.
    for (const QString &given :
         {options.object, options.job, options.outcome, options.connection, options.interaction}) {
        if (!given.isEmpty())
            return failed(fault(ErrorKind::BadInput, "team_filter", given));
    }
    const auto period = parsePeriod(options.since, options.until);
    if (!period)
        return failed(period.error());
    TeamFilter filter{.since = period->since,
                      .until = period->until,
                      .computer = options.computer,
                      .actor = options.actor,
                      .event = options.event,
                      .runId = options.runId,
                      .text = options.text,
                      .limit = options.limit};
    answerTo(
        this, stop(), [team = &team(), filter, stop = stop()] { return team->entries(filter, stop); },
        loadedOr(&TeamEntriesCommand::show, &TeamEntriesCommand::failed));
}

void TeamEntriesCommand::show(const TeamPage<TeamEntry> &page)
{
    QList<QStringList> rows{{tr("TIME"), tr("COMPUTER"), tr("USER"), tr("EVENT"), tr("DETAILS")}};
    QJsonArray array;
    for (auto told = page.told.crbegin(); told != page.told.crend(); ++told) { // the newest last, as with one's own
        const AuditEntry &entry = told->entry;
        rows.append({entry.at.toString(Qt::ISODate), teamSourceText(told->source), entry.actor,
                     auditEventText(entry.event), auditFactsText(entry)});
        array.append(QJsonObject{{QStringLiteral("computer"), sourceObject(told->source)},
                                 {QStringLiteral("sequence"), entry.sequence},
                                 {QStringLiteral("at"), entry.at.toString(Qt::ISODateWithMs)},
                                 {QStringLiteral("event"), entry.event},
                                 {QStringLiteral("run_id"), entry.runId},
                                 {QStringLiteral("actor"), entry.actor},
                                 {QStringLiteral("facts"), entry.facts},
                                 {QStringLiteral("digest"), entry.digest}});
    }
    console().list(rows, tr("No entries match."));
    endPage(QStringLiteral("entries"), array, page.unreadable, page.more);
}

void TeamVerifyCommand::start()
{
    answerTo(
        this, stop(), [team = &team(), stop = stop()] { return team->verify(stop); },
        loadedOr(&TeamVerifyCommand::show, &TeamVerifyCommand::failed));
}

void TeamVerifyCommand::show(const QList<TeamPublisher::Verified> &verified)
{
    QList<QStringList> rows{{tr("COMPUTER"), tr("ENTRIES"), tr("RESULT")}};
    QJsonArray array;
    bool isIntact = true;
    for (const TeamPublisher::Verified &one : verified) {
        isIntact = isIntact && one.verdict.intact;
        rows.append({teamSourceText(one.source), QString::number(one.verdict.entries), auditVerdictText(one.verdict)});
        array.append(QJsonObject{{QStringLiteral("computer"), sourceObject(one.source)},
                                 {QStringLiteral("is_this"), one.isThis},
                                 {QStringLiteral("intact"), one.verdict.intact},
                                 {QStringLiteral("entries"), one.verdict.entries},
                                 {QStringLiteral("first_bad"), one.verdict.firstBad},
                                 {QStringLiteral("reason"), one.verdict.reasonKey},
                                 {QStringLiteral("head"), one.verdict.headDigest}});
    }
    console().list(rows, tr("No computer has reported anything yet."), {1});
    console().note(tr("This proves that the lines follow one another. To prove that they are complete and its own, "
                      "each computer verifies its own history."));
    console().json({{QStringLiteral("intact"), isIntact}, {QStringLiteral("computers"), array}});
    Q_EMIT done(isIntact ? ExitComplete : ExitFailed);
}

void TeamRunsCommand::start()
{
    const RunHistoryOptions &options = commandLine().runHistoryOptions;
    const auto period = parsePeriod(options.since, options.until);
    if (!period)
        return failed(period.error());
    TeamFilter filter{.since = period->since,
                      .until = period->until,
                      .computer = options.computer,
                      .kind = options.kind,
                      .state = options.state,
                      .connection = options.connection,
                      .text = options.text,
                      .limit = options.limit};
    answerTo(
        this, stop(), [team = &team(), filter, stop = stop()] { return team->runs(filter, stop); },
        loadedOr(&TeamRunsCommand::show, &TeamRunsCommand::failed));
}

void TeamRunsCommand::show(const TeamPage<TeamRun> &page)
{
    QList<QStringList> rows{
        {tr("RUN"), tr("STARTED"), tr("COMPUTER"), tr("USER"), tr("TITLE"), tr("CONNECTION"), tr("STATE")}};
    QJsonArray array;
    for (const TeamRun &told : page.told) {
        const JournalRun &run = told.record.run;
        rows.append({run.id, shortRecordTimeText(run.startedAt), teamSourceText(told.source), told.actor,
                     runRecordTitle(told.record), run.profileName, run.state});
        QJsonObject object = runRecordObject(told.record);
        object.insert(QStringLiteral("computer"), sourceObject(told.source));
        object.insert(QStringLiteral("actor"), told.actor);
        array.append(object);
    }
    console().list(rows, tr("No matching runs."));
    endPage(QStringLiteral("runs"), array, page.unreadable, page.more);
}

} // namespace muster
