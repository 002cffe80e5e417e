// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"

#include "models/items/runlistmodel.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

namespace {

QString whyStoppedText(const ResumableRun &run)
{
    if (run.crashed)
        return ResumableRunsModel::tr("Interrupted");
    if (run.resumesByItself)
        return ResumableRunsModel::tr("Goes on by itself at %1").arg(exactTimeText(*run.resumeAt));
    if (run.resumeAt)
        return ResumableRunsModel::tr("Throttled until %1").arg(exactTimeText(*run.resumeAt));
    return run.reasonKey.isEmpty() ? outcomeKindText(run.ended)
                                   : QString(outcomeKindText(run.ended) % u": " % errorKeyText(run.reasonKey));
}

Tone stoppedTone(const ResumableRun &run)
{
    return Tone(runTone(RunState::Finished,
                        RunOutcome{.kind = run.crashed ? RunOutcome::Kind::Paused : run.ended,
                                   .error = {},
                                   .resumeAt = {},
                                   .resultFile = {},
                                   .findings = {}}));
}

} // namespace

ResumableRunsModel::ResumableRunsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Run"),
            .text =
                [](const ResumableRun &run) {
                    return QString(runKindText(run.kind) % u" \u00b7 " % visibleText(run.title, 200));
                }},
           {.title = tr("Connection"),
            .text =
                [](const ResumableRun &run) {
                    return run.environment ? tenantText(run.profileName, *run.environment)
                                           : visibleText(run.profileName, 100);
                }},
           {.title = tr("Why it stopped"), .text = whyStoppedText, .tone = stoppedTone},
           {.title = tr("Records"),
            .text = [](const ResumableRun &run) { return QLocale().toString(run.records); },
            .raw = [](const ResumableRun &run) { return run.records; },
            .align = Qt::AlignRight},
           {.title = tr("Stopped"),
            .text
            = [](const ResumableRun &run) { return relativeTimeText(run.stoppedAt, QDateTime::currentDateTimeUtc()); },
            .raw = [](const ResumableRun &run) { return run.stoppedAt; },
            .tip = [](const ResumableRun &run) { return exactTimeText(run.stoppedAt); }},
           {.title = tr("File or list"), .text = [](const ResumableRun &run) { return visibleText(run.target, 400); }}},
          Spoken::Text, parent)
{
}

int ResumableRunsModel::rowOf(const QString &runId) const
{
    return find([&](const ResumableRun &run) { return run.id == runId; });
}

RunEventsModel::RunEventsModel(QObject *parent)
    : TableModel(
          {{.title = tr("Time"),
            .text = [](const RunEvent &event) { return event.at.toLocalTime().toString(QStringLiteral("HH:mm:ss")); },
            .raw = [](const RunEvent &event) { return event.at; },
            .tip = [](const RunEvent &event) { return exactTimeText(event.at); }},
           {.title = tr("Event"),
            .text = [](const RunEvent &event) { return eventText(event); },
            .raw = [](const RunEvent &event) { return event.code; }}},
          Spoken::Text, parent)
{
}

void RunEventsModel::setEvents(const QList<RunEvent> &oldestFirst)
{
    beginResetModel();
    m_events = oldestFirst.mid(std::max<qsizetype>(0, oldestFirst.size() - cap));
    endResetModel();
}

void RunEventsModel::add(const RunEvent &event)
{
    if (m_events.size() >= cap) {
        beginRemoveRows({}, int(m_events.size()) - 1, int(m_events.size()) - 1);
        m_events.removeFirst();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_events << event;
    endInsertRows();
}

int RunEventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

} // namespace muster
