// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/teammodels.h"

#include "models/items/runmodels.h"
#include "models/runs/detach.h"
#include "models/runs/pastrun.h"
#include "models/text/audittexts.h"
#include "models/text/plaintext.h"
#include "models/text/recordtexts.h"
#include "models/text/teamtexts.h"
#include "models/text/timetexts.h"

#include <QCoro/QCoroTask>
#include <QLocale>

namespace muster {

namespace {

constexpr qsizetype toldIdSize = 8; // characters, as in the history of this computer

QString toldState(const TeamRun &told)
{
    if (outcomeOf(told.record) || told.record.run.state == QLatin1String("discarded"))
        return runRecordStateText(told.record, false);
    return TeamRunsModel::tr("Not finished"); // whether it goes on or was broken off, only its own computer knows
}

std::optional<Tone> toldTone(const TeamRun &told)
{
    const auto outcome = outcomeOf(told.record);
    return outcome ? std::optional(Tone(runTone(RunState::Finished, outcome))) : std::nullopt;
}

} // namespace

TeamRunsModel::TeamRunsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Run"), .text = [](const TeamRun &told) { return runRecordTitle(told.record); }},
           {.title = tr("Computer"), .text = [](const TeamRun &told) { return teamSourceText(told.source); }},
           {.title = tr("User"), .text = [](const TeamRun &told) { return visibleText(told.actor, 100); }},
           {.title = tr("Connection"),
            .text = [](const TeamRun &told) { return visibleText(told.record.run.profileName, 100); }},
           {.title = tr("State"), .text = toldState, .tone = toldTone},
           {.title = tr("Records"),
            .text =
                [](const TeamRun &told) {
                    return told.record.measures ? QLocale().toString(told.record.measures->records) : QString();
                },
            .raw
            = [](const TeamRun &told) { return told.record.measures ? told.record.measures->records : qint64(-1); },
            .align = Qt::AlignRight},
           {.title = tr("Started"),
            .text = [](const TeamRun &told) { return shortRecordTimeText(told.record.run.startedAt); },
            .raw = [](const TeamRun &told) { return told.record.run.startedAt; },
            .tip = [](const TeamRun &told) { return exactTimeText(told.record.run.startedAt); }},
           {.title = tr("Duration"),
            .text =
                [](const TeamRun &told) {
                    return told.record.measures ? spanText(told.record.measures->wall) : QString();
                },
            .raw =
                [](const TeamRun &told) {
                    return told.record.measures ? qint64(told.record.measures->wall.count()) : qint64(-1);
                },
            .align = Qt::AlignRight}},
          Spoken::TitleAndText, parent)
{
}

TeamEntriesModel::TeamEntriesModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Time"),
            .text = [](const TeamEntry &told) { return shortRecordTimeText(told.entry.at); },
            .raw = [](const TeamEntry &told) { return told.entry.at; },
            .tip = [](const TeamEntry &told) { return recordTimeText(told.entry.at); }},
           {.title = tr("Computer"), .text = [](const TeamEntry &told) { return teamSourceText(told.source); }},
           {.title = tr("User"), .text = [](const TeamEntry &told) { return visibleText(told.entry.actor, 100); }},
           {.title = tr("Event"),
            .text = [](const TeamEntry &told) { return auditEventText(told.entry.event); },
            .raw = [](const TeamEntry &told) { return told.entry.event; }},
           {.title = tr("About"), .text = [](const TeamEntry &told) { return auditObjectText(told.entry); }},
           {.title = tr("Run"),
            .text = [](const TeamEntry &told) { return visibleText(told.entry.runId.left(toldIdSize), toldIdSize); },
            .raw = [](const TeamEntry &told) { return told.entry.runId; }},
           {.title = tr("Details"), .text = [](const TeamEntry &told) { return auditFactsText(told.entry); }}},
          Spoken::TitleAndText, parent)
{
}

TeamReader::TeamReader(TeamPublisher &team, QObject *parent)
    : QObject(parent)
    , m_team(team)
    , m_runs(new TeamRunsModel(this))
    , m_entries(new TeamEntriesModel(this))
{
}

TeamReader::~TeamReader()
{
    m_asked.request_stop();
    m_askedComputers.request_stop();
}

std::stop_token TeamReader::overtake()
{
    m_asked.request_stop();
    m_asked = {};
    m_isReading = true;
    return m_asked.get_token();
}

template <typename Told, typename Model>
void TeamReader::take(const Result<TeamPage<Told>> &page, Model *model)
{
    m_isReading = false;
    m_fault = page ? std::nullopt : std::optional(page.error());
    if (page) {
        m_unreadable = page->unreadable;
        m_hasOlder = page->more;
        model->setRows(page->told);
    }
    Q_EMIT answered();
}

void TeamReader::readRuns(const TeamFilter &filter)
{
    const std::stop_token stop = overtake();
    answerTo(
        this, stop, [team = &m_team, filter, stop] { return team->runs(filter, stop); },
        [](TeamReader *self, const Result<TeamPage<TeamRun>> &page) { self->take(page, self->m_runs); });
}

void TeamReader::readEntries(const TeamFilter &filter)
{
    const std::stop_token stop = overtake();
    answerTo(
        this, stop, [team = &m_team, filter, stop] { return team->entries(filter, stop); },
        [](TeamReader *self, const Result<TeamPage<TeamEntry>> &page) { self->take(page, self->m_entries); });
}

void TeamReader::readComputers()
{
    m_askedComputers.request_stop();
    m_askedComputers = {};
    const std::stop_token stop = m_askedComputers.get_token();
    answerTo(
        this, stop, [team = &m_team, stop] { return team->computers(stop); },
        [](TeamReader *self, const Result<QList<TeamSource>> &computers) {
            if (!computers)
                return;
            QStringList names;
            for (const TeamSource &computer : *computers)
                names.append(computer.computer.isEmpty() ? computer.machine : computer.computer);
            names.removeDuplicates();
            names.sort(Qt::CaseInsensitive);
            Q_EMIT self->computersRead(names);
        });
}

} // namespace muster
