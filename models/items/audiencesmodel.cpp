// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/audiencesmodel.h"

#include "models/text/audiencetexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

namespace {

struct StatusLook
{
    Tone tone;
    const char *icon;
};

StatusLook look(EvaluationStatus status)
{
    switch (status) {
    case EvaluationStatus::Pending:
        return {Tone::Neutral, "clock"};
    case EvaluationStatus::Recalculating:
        return {Tone::Info, "hourglass"};
    case EvaluationStatus::Completed:
        return {Tone::Good, "circle-check"};
    case EvaluationStatus::Failed:
        return {Tone::Bad, "circle-x"};
    case EvaluationStatus::Other:
        return {Tone::Neutral, "circle"};
    }
    Q_UNREACHABLE();
}

} // namespace

AudiencesModel::AudiencesModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Name"),
            .text = [](const AudienceSummary &audience) { return visibleText(audience.name, 200); },
            .raw = [](const AudienceSummary &audience) { return audience.name; }},
           {.title = tr("Source"),
            .text
            = [](const AudienceSummary &audience) { return audienceSourceText(audience.source, audience.sourceWord); },
            .raw = [](const AudienceSummary &audience) { return audience.sourceWord; }},
           {.title = tr("People"),
            .text = [](const AudienceSummary &audience) { return audienceSizeText(audience.evaluation.size); },
            .raw = [](const AudienceSummary &audience) { return audience.evaluation.size.value_or(-1); },
            .align = Qt::AlignRight},
           {.title = tr("Evaluation"),
            .text = [](const AudienceSummary &audience) { return evaluationText(audience.evaluation); },
            .raw = [](const AudienceSummary &audience) { return int(audience.evaluation.status); },
            .tip =
                [](const AudienceSummary &audience) {
                    return audience.evaluation.error.isEmpty()
                        ? QString()
                        : tr("The server says: \u201c%1\u201d").arg(visibleText(audience.evaluation.error, 300));
                },
            .tone = [](const AudienceSummary &audience) { return look(audience.evaluation.status).tone; },
            .icon =
                [](const AudienceSummary &audience) {
                    return QString::fromLatin1(look(audience.evaluation.status).icon);
                }},
           {.title = tr("Last evaluated"),
            .text =
                [this](const AudienceSummary &audience) {
                    const QDateTime &at = audience.evaluation.lastEvaluated;
                    return at.isValid() ? relativeTimeText(at, m_now) : tr("never");
                },
            .raw = [](const AudienceSummary &audience) { return audience.evaluation.lastEvaluated; },
            .tip =
                [](const AudienceSummary &audience) {
                    const QDateTime &at = audience.evaluation.lastEvaluated;
                    return at.isValid() ? exactTimeText(at) : QString();
                }},
           {.title = tr("Version"),
            .text = [](const AudienceSummary &audience) { return QLocale().toString(audience.version); },
            .raw = [](const AudienceSummary &audience) { return audience.version; },
            .align = Qt::AlignRight}},
          Spoken::TitleAndText, parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void AudiencesModel::setNow(const QDateTime &now)
{
    m_now = now;
    columnsChanged(LastEvaluated, LastEvaluated);
}

int AudiencesModel::rowOf(const QString &audienceId) const
{
    return find(
        [&](const AudienceSummary &audience) { return audience.id.compare(audienceId, Qt::CaseInsensitive) == 0; });
}

} // namespace muster
