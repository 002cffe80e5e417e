// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/audiencetexts.h"

#include "models/text/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct AudienceTexts
{
    Q_DECLARE_TR_FUNCTIONS(AudienceTexts)
};

} // namespace

QString audienceSourceText(AudienceSource source)
{
    switch (source) {
    case AudienceSource::Customer360:
        return AudienceTexts::tr("Customer 360");
    case AudienceSource::InteractionHistory:
        return AudienceTexts::tr("Interaction history");
    case AudienceSource::CrmSync:
        return AudienceTexts::tr("CRM sync");
    }
    Q_UNREACHABLE();
}

QString audienceSourceText(std::optional<AudienceSource> source, const QString &word)
{
    return source ? audienceSourceText(*source) : visibleText(word, 60);
}

QString evaluationText(const AudienceEvaluation &evaluation)
{
    switch (evaluation.status) {
    case EvaluationStatus::Pending:
        return AudienceTexts::tr("Not counted yet");
    case EvaluationStatus::Recalculating:
        return AudienceTexts::tr("Counting again");
    case EvaluationStatus::Completed:
        return AudienceTexts::tr("Counted");
    case EvaluationStatus::Failed:
        return AudienceTexts::tr("Could not be counted");
    case EvaluationStatus::Other:
        return evaluation.statusWord.isEmpty() ? AudienceTexts::tr("Not known")
                                               : visibleText(evaluation.statusWord, 60);
    }
    Q_UNREACHABLE();
}

QString audienceSizeText(const std::optional<qint64> &size)
{
    return size ? QLocale().toString(*size) : AudienceTexts::tr("not known");
}

} // namespace muster
