// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/audiencecommands.h"

#include "app/headless/repeatcommand.h"
#include "models/audiences/audiencefile.h"
#include "models/audiences/criteriadiff.h"
#include "models/rules/criteria/criteriarules.h"
#include "models/runs/audiences/audiencepublishrun.h"
#include "models/runs/audiences/audienceputrun.h"
#include "models/runs/runmanager.h"
#include "models/store/durablefile.h"
#include "models/text/audiencetexts.h"
#include "models/text/criteriafindingtext.h"
#include "models/text/criteriawords.h"
#include "models/text/timetexts.h"
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
        return Words::tr("re-evaluation");
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
        found.append(keyOf(part));
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
        lines.append(
            Words::tr("  %1 differences in total; see --json for the rest.").arg(QLocale().toString(all.size())));
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
    if (const auto *publish = qobject_cast<const AudiencePublishRun *>(&run)) {
        summary.insert(QStringLiteral("calling_list"),
                       QJsonObject{{QStringLiteral("id"), publish->listId()},
                                   {QStringLiteral("name"), publish->order().order.list.name}});
        return;
    }
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
                          ? Words::tr("Expected a new audience, but the tenant has version %1 of it.").arg(current)
                          : Words::tr("Expected version %1; the tenant has version %2.").arg(base, current)};
    const QString separator = QStringLiteral(", ");
    if (conflict.base) {
        if (const QStringList since = labels(differingParts(conflict.theirs->definition, *conflict.base));
            !since.isEmpty()) {
            lines.append(Words::tr("Changed in the tenant since: %1.").arg(since.join(separator)));
            appendDifferences(lines, *conflict.base, conflict.theirs->definition);
        }
    }
    if (const QStringList mine = labels(differingParts(conflict.theirs->definition, conflict.mine)); !mine.isEmpty()) {
        lines.append(Words::tr("Differs from your file: %1.").arg(mine.join(separator)));
        appendDifferences(lines, conflict.mine, conflict.theirs->definition);
    }
    lines.append(Words::tr("To review it, run: muster audiences show %1").arg(put->order().order.audienceId));
    return lines;
}

namespace {

constexpr qint64 maxDefinition = 1 << 20;

QString evaluatedText(const QDateTime &at)
{
    return at.isValid() ? exactTimeText(at) : QString();
}

} // namespace

void AudiencesListCommand::start()
{
    const auto session = openTenant(Job::Audiences);
    if (!session)
        return fail(session.error(), ExitRefused);
    connect(*session, &TenantSession::audiencesLoaded, this, &AudiencesListCommand::show);
    connect(*session, &TenantSession::audiencesFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    (*session)->requestAudiences();
}

void AudiencesListCommand::show(const QList<AudienceSummary> &audiences)
{
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("SOURCE"), tr("VERSION"), tr("SIZE"), tr("EVALUATED"), {}}};
    QJsonArray array;
    for (const AudienceSummary &audience : audiences) {
        const AudienceEvaluation &evaluation = audience.evaluation;
        rows.append({audience.id, audience.name, audienceSourceText(audience.source, audience.sourceWord),
                     QString::number(audience.version), audienceSizeText(evaluation.size), evaluationText(evaluation),
                     evaluatedText(evaluation.lastEvaluated)});
        QJsonObject object = evaluationObject(evaluation);
        object.insert(QStringLiteral("id"), audience.id);
        object.insert(QStringLiteral("name"), audience.name);
        object.insert(QStringLiteral("data_source"), audience.sourceWord);
        object.insert(QStringLiteral("version"), audience.version);
        array.append(object);
    }
    console().list(rows, tr("No audiences."), {3, 4});
    complete({{QStringLiteral("audiences"), array}});
}

void AudiencesShowCommand::start()
{
    const auto session = openTenant(Job::Audiences);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_isCounted = (*session)->hasAudiences();
    connect(*session, &TenantSession::audienceLoaded, this, &AudiencesShowCommand::show);
    connect(*session, &TenantSession::audienceFailed, this, [this](const QString &, const ApiError &error) {
        fail(error, error.kind == ErrorKind::BadInput ? ExitRefused : ExitFailed);
    });
    (*session)->requestAudience(commandLine().audienceOptions.id);
}

void AudiencesShowCommand::show(const Audience &audience)
{
    const AudienceDefinition &definition = audience.definition;
    const AudienceEvaluation &evaluation = audience.evaluation;
    QList<QStringList> rows{
        {tr("Name"), definition.name}, {tr("ID"), audience.id}, {tr("Version"), QString::number(audience.version)}};
    // Of what is kept on this computer nobody counts anything.
    if (m_isCounted) {
        rows.append({{tr("Source"), audienceSourceText(definition.source)},
                     {tr("Size"), audienceSizeText(evaluation.size)},
                     {tr("Evaluation"), evaluationText(evaluation)}});
    }
    if (evaluation.lastEvaluated.isValid())
        rows.append({tr("Last evaluated"), exactTimeText(evaluation.lastEvaluated)});
    if (!evaluation.error.isEmpty())
        rows.append({tr("Server message"), evaluation.error});
    if (!definition.description.isEmpty())
        rows.append({tr("Description"), definition.description});
    for (const QString &id : definition.exclusions)
        rows.append({tr("Excludes"), id});
    console().table(rows);
    console().line({});
    const QStringList criteria = QString::fromUtf8(criteriaText(definition.criteria)).trimmed().split(u'\n');
    for (const QString &line : criteria)
        console().line(line);
    // Digit for digit, so that what is shown can be put again.
    console().json(audienceObject(audience), QStringLiteral("definition"), audienceFileLine(definition));
    Q_EMIT done(ExitComplete);
}

/// Everything for which `audiences validate` would say that it is refused.
std::optional<ApiError> AudiencesPutCommand::definitionRefusal(const AudienceDefinition &definition) const
{
    const AudienceOptions &options = commandLine().audienceOptions;
    ApiError error = refusal("definition_has_errors", options.file.isEmpty() ? options.like : options.file).value();
    for (const CriteriaFinding &finding : judgeAudience(definition, options.id, {})) {
        if (severityOf(finding.code) != CriteriaFinding::Severity::Error)
            continue;
        const QString path = findingJsonPath(finding, QStringLiteral("criteria"));
        error.details.append(
            {path.isEmpty() ? tr("ID") : path, criteriaFindingText(finding, definition.criteria, CriteriaFields())});
    }
    return error.details.isEmpty() ? std::nullopt : std::optional(error);
}

Result<AudienceDefinition> AudiencesPutCommand::wantedDefinition() const
{
    const AudienceOptions &options = commandLine().audienceOptions;
    if (!options.like.isEmpty()) {
        TRY(past, orderOfRun<FrozenAudiencePut>(workspace(), options.like));
        return past->order.definition;
    }
    const QString file = absolute(options.file);
    TRY(bytes, readWholeFile(file, maxDefinition));
    const auto read = readAudienceFile(*bytes);
    if (!read) {
        ApiError error = refusal("definition_unreadable", options.file).value();
        error.details
            = {{read.error().path.isEmpty() ? tr("file") : read.error().path, criteriaFaultText(read.error())}};
        return tl::unexpected(error);
    }
    if (read->bareCriteria)
        return refusal("bare_criteria", options.file);
    return read->definition;
}

Result<AudiencePutOrder> AudiencesPutCommand::wantedOrder() const
{
    const AudienceOptions &options = commandLine().audienceOptions;
    TRY(definition, wantedDefinition());
    if (auto error = definitionRefusal(*definition))
        return tl::unexpected(*std::move(error));
    AudiencePutOrder order{.audienceId = options.id, .definition = *std::move(definition)};
    order.definition.recalculateOnUpdate = order.definition.recalculateOnUpdate && options.recalculate;
    order.expectedVersion = options.expectedVersion;
    order.awaitEvaluation = options.awaitEvaluation;
    order.limits = sizeLimits(workspace().settings());
    const QString webhook = options.webhook.isEmpty() ? credentials().cdpWebhook : options.webhook;
    order.webhook = QUrl(webhook, QUrl::StrictMode);
    if (!webhook.isEmpty() && !order.webhook.isValid())
        return refusal("callback_address", webhook);
    return order;
}

void AudiencesPutCommand::start()
{
    const auto order = wantedOrder();
    if (!order)
        return fail(order.error(), ExitRefused);
    const auto session = openTenant(Job::Audiences);
    if (!session)
        return fail(session.error(), ExitRefused);
    if (!(*session)->hasAudiences())
        return save(**session, *order);
    if ((*session)->isLookOnly())
        return fail(lookOnlyRefusal((*session)->profile().name), ExitRefused);
    follow(workspace().runs().startAudiencePut(**session, *order));
}

void AudiencesPutCommand::save(TenantSession &session, const AudiencePutOrder &order)
{
    if (!commandLine().audienceOptions.webhook.isEmpty())
        return fail(fault(ErrorKind::BadInput, "kept_audience_option", QStringLiteral("--webhook")), ExitRefused);
    if (order.awaitEvaluation)
        return fail(fault(ErrorKind::BadInput, "kept_audience_option", QStringLiteral("--wait")), ExitRefused);
    connect(&session, &TenantSession::audienceSaved, this, [this](const Audience &audience) {
        console().note(tr("Saved version %1 on this computer.").arg(audience.version));
        complete({{QStringLiteral("audience"), audienceObject(audience)}});
    });
    connect(&session, &TenantSession::audienceSaveFailed, this, [this](const QString &, const ApiError &error) {
        fail(error,
             error.kind == ErrorKind::Conflict       ? ExitConflict
                 : error.kind == ErrorKind::BadInput ? ExitRefused
                                                     : ExitFailed);
    });
    session.saveAudience(order.audienceId, order.definition, order.expectedVersion);
}

} // namespace muster
