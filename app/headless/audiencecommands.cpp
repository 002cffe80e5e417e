// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/audiencecommands.h"

#include "app/headless/audienceobjects.h"
#include "models/audiences/audiencefile.h"
#include "models/rules/criteria/criteriarules.h"
#include "models/runs/runmanager.h"
#include "models/store/durablefile.h"
#include "models/text/audiencetexts.h"
#include "models/text/criteriafindingtext.h"
#include "models/text/criteriawords.h"
#include "models/text/timetexts.h"

#include <QJsonArray>
#include <QLocale>

namespace muster {

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
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("SOURCE"), tr("VERSION"), tr("PEOPLE"), tr("COUNTED"), {}}};
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
    console().list(rows, tr("The tenant has no audiences."), {3, 4});
    complete({{QStringLiteral("audiences"), array}});
}

void AudiencesShowCommand::start()
{
    const auto session = openTenant(Job::Audiences);
    if (!session)
        return fail(session.error(), ExitRefused);
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
    QList<QStringList> rows{{tr("Name"), definition.name},
                            {tr("ID"), audience.id},
                            {tr("Version"), QString::number(audience.version)},
                            {tr("Source"), audienceSourceText(definition.source)},
                            {tr("People"), audienceSizeText(evaluation.size)},
                            {tr("Counted"), evaluationText(evaluation)}};
    if (evaluation.lastEvaluated.isValid())
        rows.append({tr("Last counted"), exactTimeText(evaluation.lastEvaluated)});
    if (!evaluation.error.isEmpty())
        rows.append({tr("The server\u2019s words"), evaluation.error});
    if (!definition.description.isEmpty())
        rows.append({tr("Description"), definition.description});
    for (const QString &id : definition.exclusions)
        rows.append({tr("Leaves out"), id});
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
    ApiError error = refusal("definition_has_errors", options.file).value();
    for (const CriteriaFinding &finding : judgeAudience(definition, options.id, {})) {
        if (severityOf(finding.code) != CriteriaFinding::Severity::Error)
            continue;
        const QString path = findingJsonPath(finding, QStringLiteral("criteria"));
        error.details.append(
            {path.isEmpty() ? tr("ID") : path, criteriaFindingText(finding, definition.criteria, CriteriaFields())});
    }
    return error.details.isEmpty() ? std::nullopt : std::optional(error);
}

Result<AudiencePutOrder> AudiencesPutCommand::wantedOrder() const
{
    const AudienceOptions &options = commandLine().audienceOptions;
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
    if (auto error = definitionRefusal(read->definition))
        return tl::unexpected(*std::move(error));
    AudiencePutOrder order{.audienceId = options.id, .definition = read->definition};
    order.definition.recalculateOnUpdate = read->definition.recalculateOnUpdate && options.recalculate;
    order.expectedVersion = options.expectedVersion;
    order.awaitEvaluation = options.awaitEvaluation;
    order.limits = sizeLimits(workspace().settings());
    order.webhook = QUrl(options.webhook, QUrl::StrictMode);
    if (!options.webhook.isEmpty() && !order.webhook.isValid())
        return refusal("callback_address", options.webhook);
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
    if ((*session)->isLookOnly())
        return fail(lookOnlyRefusal((*session)->profile().name), ExitRefused);
    follow(workspace().runs().startAudiencePut(**session, *order));
}

} // namespace muster
