// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/audienceobjects.h"

#include "models/audiences/audiencefile.h"
#include "models/audiences/criteriadiff.h"
#include "models/runs/audiences/audienceputrun.h"
#include "models/text/audiencetexts.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace muster {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AudienceObjects)
};

QJsonValue orNull(const std::optional<qint64> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QString outcomeWord(AudienceAnswer::Outcome outcome)
{
    switch (outcome) {
    case AudienceAnswer::Outcome::Created:
        return QStringLiteral("created");
    case AudienceAnswer::Outcome::Updated:
        return QStringLiteral("updated");
    case AudienceAnswer::Outcome::Unchanged:
        return QStringLiteral("unchanged");
    }
    Q_UNREACHABLE();
}

QString partText(AudiencePart part)
{
    switch (part) {
    case AudiencePart::Name:
        return Words::tr("name");
    case AudiencePart::Description:
        return Words::tr("description");
    case AudiencePart::Criteria:
        return Words::tr("criteria");
    case AudiencePart::Exclusions:
        return Words::tr("exclusions");
    case AudiencePart::Source:
        return Words::tr("data source");
    case AudiencePart::Recalculate:
        return Words::tr("whether it is counted again");
    }
    Q_UNREACHABLE();
}

QStringList labels(const QList<AudiencePart> &parts)
{
    return mapped(parts, partText);
}

QJsonArray keys(const QList<AudiencePart> &parts)
{
    QJsonArray found;
    for (const AudiencePart part : parts)
        found.append(audiencePartKey(part));
    return found;
}

constexpr qsizetype toldDifferences = 20;

struct Difference
{
    QString kind; ///< criteriaChangeKey().
    QString word, text;
};

/// Of the conditions, from one definition to another.
QList<Difference> differences(const AudienceDefinition &before, const AudienceDefinition &after)
{
    const CriteriaTree from = CriteriaTree::fromGroup(before.criteria), to = CriteriaTree::fromGroup(after.criteria);
    QList<Difference> found;
    for (const CriteriaChange &change : criteriaChanges(from, to))
        found.append({criteriaChangeKey(change.kind), criteriaChangeWord(change.kind),
                      criteriaChangeText(change, from, to, CriteriaFields())});
    return found;
}

QJsonArray differenceArray(const AudienceDefinition &before, const AudienceDefinition &after)
{
    QJsonArray array;
    for (const Difference &one : differences(before, after))
        array.append(QJsonObject{{QStringLiteral("kind"), one.kind}, {QStringLiteral("message"), one.text}});
    return array;
}

/// Below a line that names the parts: the conditions, one a line.
void appendDifferences(QStringList &lines, const AudienceDefinition &before, const AudienceDefinition &after)
{
    const QList<Difference> all = differences(before, after);
    for (const Difference &one : all.first(std::min(toldDifferences, all.size())))
        //: %1 is "Added", "Removed", "Moved" or "Changed", %2 a condition in words.
        lines.append(Words::tr("  %1: %2").arg(one.word, one.text));
    if (all.size() > toldDifferences)
        lines.append(Words::tr("  %1 differences in all; the others are in the output of --json.")
                         .arg(QLocale().toString(all.size())));
}

QJsonObject conflictObject(const AudienceConflict &conflict)
{
    QJsonObject object{{QStringLiteral("base_version"), conflict.baseVersion},
                       {QStringLiteral("current_version"), conflict.theirs ? conflict.theirs->version : 0}};
    if (conflict.theirs) {
        object.insert(QStringLiteral("current"), audienceObject(*conflict.theirs));
        object.insert(QStringLiteral("differs_from_mine"),
                      keys(differingParts(conflict.theirs->definition, conflict.mine)));
        object.insert(QStringLiteral("criteria_from_mine_to_current"),
                      differenceArray(conflict.mine, conflict.theirs->definition));
        if (conflict.base) {
            object.insert(QStringLiteral("changed_since"),
                          keys(differingParts(conflict.theirs->definition, *conflict.base)));
            object.insert(QStringLiteral("criteria_changed_since"),
                          differenceArray(*conflict.base, conflict.theirs->definition));
        }
    }
    return object;
}

} // namespace

QJsonObject evaluationObject(const AudienceEvaluation &evaluation)
{
    QJsonObject object{{QStringLiteral("size"), orNull(evaluation.size)},
                       {QStringLiteral("evaluation_status"), evaluation.statusWord},
                       {QStringLiteral("last_evaluated"),
                        evaluation.lastEvaluated.isValid()
                            ? QJsonValue(evaluation.lastEvaluated.toString(Qt::ISODateWithMs))
                            : QJsonValue()}};
    if (!evaluation.error.isEmpty())
        object.insert(QStringLiteral("evaluation_error"), evaluation.error);
    return object;
}

QJsonObject audienceObject(const Audience &audience)
{
    // Numbers of criteria beyond what a double holds come rounded here; a file is written from the text.
    const QByteArray text = audienceFileText(audience.definition);
    QJsonObject object = evaluationObject(audience.evaluation);
    object.insert(QStringLiteral("id"), audience.id);
    object.insert(QStringLiteral("version"), audience.version);
    object.insert(QStringLiteral("definition"), QJsonDocument::fromJson(text).object());
    return object;
}

void insertRegistration(QJsonObject &summary, const Run &run)
{
    const auto *put = qobject_cast<const AudiencePutRun *>(&run);
    if (put == nullptr)
        return;
    QJsonObject object{{QStringLiteral("id"), put->order().order.audienceId}};
    if (const auto &done = put->registration()) {
        const QJsonObject evaluation = evaluationObject(done->evaluation);
        for (auto member = evaluation.begin(); member != evaluation.end(); ++member)
            object.insert(member.key(), member.value());
        object.insert(QStringLiteral("version"), done->version);
        object.insert(QStringLiteral("outcome"), outcomeWord(done->outcome));
        object.insert(QStringLiteral("evaluated"), done->evaluated);
        object.insert(QStringLiteral("previous_size"), orNull(done->previousSize));
    }
    summary.insert(QStringLiteral("audience"), object);
    if (const auto &conflict = put->conflict())
        summary.insert(QStringLiteral("conflict"), conflictObject(*conflict));
}

QStringList conflictLines(const Run &run)
{
    const auto *put = qobject_cast<const AudiencePutRun *>(&run);
    if (put == nullptr || !put->conflict())
        return {};
    const AudienceConflict &conflict = *put->conflict();
    const QString base = QString::number(conflict.baseVersion);
    if (!conflict.theirs)
        return {Words::tr("Expected version %1, but the tenant has no such audience.").arg(base)};
    const QString current = QString::number(conflict.theirs->version);
    QStringList lines{conflict.baseVersion == 0
                          ? Words::tr("It was to be new, but the tenant has version %1 of it.").arg(current)
                          : Words::tr("Expected version %1; the tenant has version %2.").arg(base, current)};
    const QString separator = QStringLiteral(", ");
    if (conflict.base) {
        if (const QStringList since = labels(differingParts(conflict.theirs->definition, *conflict.base));
            !since.isEmpty()) {
            lines.append(Words::tr("Changed there since: %1.").arg(since.join(separator)));
            appendDifferences(lines, *conflict.base, conflict.theirs->definition);
        }
    }
    if (const QStringList mine = labels(differingParts(conflict.theirs->definition, conflict.mine)); !mine.isEmpty()) {
        lines.append(Words::tr("Other there than in your file: %1.").arg(mine.join(separator)));
        appendDifferences(lines, conflict.mine, conflict.theirs->definition);
    }
    lines.append(Words::tr("Look at it with: muster audiences show %1").arg(put->order().order.audienceId));
    return lines;
}

} // namespace muster
