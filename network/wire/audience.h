// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/criteria.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

namespace muster {

inline constexpr qsizetype audienceNameLimit = 100; ///< Characters (code points), contract section 6.2.
inline constexpr qsizetype audienceDescriptionLimit = 500; ///< Characters (code points), contract section 6.2.

/// Where the people of an audience come from (contract section 6.2).
enum class AudienceSource { Customer360, InteractionHistory, CrmSync };

/// How far the service is with counting an audience. Other: a word that we do not know.
enum class EvaluationStatus { Pending, Recalculating, Completed, Failed, Other };

/// What the service found when it last counted.
struct AudienceEvaluation
{
    std::optional<qint64> size; ///< People; while recalculating the old one. Nothing: not said.
    EvaluationStatus status = EvaluationStatus::Pending;
    QString statusWord; ///< As the service spelled it, to be shown when the status is Other.
    QDateTime lastEvaluated; ///< UTC; invalid: never, or not said.
    QString error; ///< The service's words, masked; always shown quoted. Empty unless Failed.
    bool operator==(const AudienceEvaluation &) const = default;
};

/// A row of the list of audiences.
struct AudienceSummary
{
    QString id; ///< A uuid.
    QString name;
    std::optional<AudienceSource> source; ///< Nothing: one that we do not know, see sourceWord.
    QString sourceWord; ///< As the service spelled it.
    qint64 version = 1; ///< From 1.
    AudienceEvaluation evaluation;
    bool operator==(const AudienceSummary &) const = default;
};

/// What a person registers: everything but the version that it is to replace.
struct AudienceDefinition
{
    QString name; ///< 1 to 100 characters, not blank.
    QString description; ///< At most 500 characters; empty: none.
    CriteriaGroup criteria;
    QStringList exclusions; ///< Ids of other audiences whose members are left out; uuids, none twice.
    AudienceSource source = AudienceSource::Customer360;
    bool recalculateOnUpdate = true;
    bool operator==(const AudienceDefinition &) const = default;
};

/// An audience as the service has it.
struct Audience
{
    QString id;
    qint64 version = 1; ///< The one to be sent with the next change.
    AudienceDefinition definition;
    AudienceEvaluation evaluation;
    bool operator==(const Audience &) const = default;
};

/// What became of one registration. It is stored whole or not at all, so it has one fate.
struct AudienceAnswer
{
    enum class Outcome {
        Created, ///< It is new (201).
        Updated, ///< It took the place of the version that was sent.
        Unchanged, ///< The very same stood there already, as the first version.
    };
    WriteFate fate = WriteFate::NotSent;
    std::optional<Outcome> outcome; ///< With Applied.
    std::optional<Audience> audience; ///< As the service has it now; with Applied.
    /// Of a refusal as out of date (kind Conflict): the service's version, 0: there is no such audience. Nothing: it
    /// was not refused so, or the service does not say.
    std::optional<qint64> currentVersion;
    std::optional<ApiError> error; ///< Unless Applied; its details name faults by path ("criteria.conditions[2]").
};

/// "customer_360", "interaction_history", "crm_sync".
[[nodiscard]] QString audienceSourceKey(AudienceSource source);
[[nodiscard]] std::optional<AudienceSource> audienceSource(QStringView key);
/// "pending", "recalculating", "completed", "failed"; anything else is Other.
[[nodiscard]] EvaluationStatus evaluationStatus(QStringView word);
/// 36 characters, hexadecimal 8-4-4-4-12 (RFC 9562 section 4), upper or lower case; no braces.
[[nodiscard]] bool isUuid(QStringView text);

} // namespace muster
